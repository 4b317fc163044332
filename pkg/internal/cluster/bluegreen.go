package cluster

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// applicationLabel is on the pods of both clusters of an application, whose label app differs from one to the other.
const applicationLabel = "flinkustomize.dev/application"

// blueGreenNames are those of the two clusters of an application.
func blueGreenNames(name string) []string { return []string{name + "-blue", name + "-green"} }

// checkBlueGreen refuses what two clusters in turn cannot have.
func (c *checker) checkBlueGreen() {
	if !c.blueGreen || !c.Complete {
		return
	}
	if first := operator.BlueGreenSince(); c.release.Compare(first) < 0 {
		c.AddAs(diagnostic.RuleUnsupportedVersion, path("upgradeStrategy"), "must be Recreate with operator release %s, which has no FlinkBlueGreenDeployment: it is there since %s", c.release, first)
	}
	if webUI := c.cluster.WebUI; webUI.On() && webUI.Ingress != v1alpha1.WebUIIngressOperator {
		c.AddAs(diagnostic.RuleBlueGreen, path("webUI", "ingress"), "must be Operator with upgradeStrategy BlueGreen, not %s: only the operator knows which of the two clusters is active", webUI.Ingress)
	}
}

func (r *renderer) blueGreen() bool { return r.job != nil && r.job.BlueGreen != nil }

// blueGreenDeployment has the operator make two clusters of a FlinkDeployment, in turn. Labels and annotations of the template do
// not reach them.
func (r *renderer) blueGreenDeployment(deployment *v1beta1.FlinkDeployment) runtime.Object {
	configuration := map[string]string{}
	for _, option := range []struct{ key, value string }{
		{"abort.grace-period", r.job.BlueGreen.AbortGracePeriod},
		{"deployment-deletion.delay", r.job.BlueGreen.DeletionDelay},
		{"reconciliation.reschedule-interval", r.job.BlueGreen.CheckInterval},
	} {
		if option.value != "" {
			configuration[operator.OptionPrefix+"bluegreen."+option.key] = option.value
		}
	}
	blueGreen := &v1beta1.FlinkBlueGreenDeployment{
		TypeMeta:   metav1.TypeMeta{APIVersion: flinkAPIVersion, Kind: v1beta1.KindFlinkBlueGreenDeployment},
		ObjectMeta: deployment.ObjectMeta,
		Spec: v1beta1.FlinkBlueGreenDeploymentSpec{
			Configuration: configuration,
			Ingress:       deployment.Spec.Ingress,
			Template:      &v1beta1.FlinkDeploymentTemplateSpec{Spec: deployment.Spec},
		},
	}
	blueGreen.Spec.Template.Spec.Ingress = nil
	return blueGreen
}

// ingressOf is the Ingress that the operator is to make for a rendered object; nil for none.
func ingressOf(object runtime.Object) *v1beta1.IngressSpec {
	switch object := object.(type) {
	case *v1beta1.FlinkDeployment:
		return object.Spec.Ingress
	case *v1beta1.FlinkBlueGreenDeployment:
		return object.Spec.Ingress
	}
	return nil
}

// flinkDeploymentOf is the FlinkDeployment that a rendered object is, or one of the two that the operator makes of it; false for
// another object.
func flinkDeploymentOf(object runtime.Object) (*v1beta1.FlinkDeployment, bool) {
	switch object := object.(type) {
	case *v1beta1.FlinkDeployment:
		return object, true
	case *v1beta1.FlinkBlueGreenDeployment:
		return &v1beta1.FlinkDeployment{
			TypeMeta:   metav1.TypeMeta{APIVersion: object.APIVersion, Kind: v1beta1.KindFlinkDeployment},
			ObjectMeta: metav1.ObjectMeta{Name: blueGreenNames(object.Name)[0], Namespace: object.Namespace},
			Spec:       object.Spec.Template.Spec,
		}, true
	}
	return nil, false
}
