package dashboard

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// Addresses are the URLs of the dashboards of an environment that show an app; none where nothing says where Grafana is.
func Addresses(environment *v1alpha1.Environment, app App) []string {
	var all []string
	for _, form := range forms {
		if len(form.apps([]App{app})) > 0 {
			all = append(all, form.address(environment)...)
		}
	}
	return all
}

// OperatorAddresses is the URL of the dashboard of the operator, where the environment has it; none where nothing says where Grafana is.
func OperatorAddresses(environment *v1alpha1.Environment) []string {
	if grafana := environment.Spec.Grafana; grafana == nil || !check.IsTrue(grafana.Operator) {
		return nil
	}
	return ofOperator.address(environment)
}

func (f form) address(environment *v1alpha1.Environment) []string {
	grafana := environment.Spec.Grafana
	if grafana == nil || grafana.URL == "" {
		return nil
	}
	return []string{strings.TrimRight(grafana.URL, "/") + "/d/" + uid(f.name, environment)}
}
