package dashboard

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// oldestOperator is the first release that names versions of Flink in a label: before, each version was a metric of its own.
var oldestOperator = operator.MustParseRelease("1.9")

// Check checks how the dashboards of an environment are delivered; field is where that stands.
func Check(c *check.Checker, settings *v1alpha1.EnvironmentSpec, field diagnostic.Path) {
	grafana := settings.Grafana
	if grafana == nil {
		return
	}
	delivery := grafana.Delivery
	if delivery == "" {
		delivery = v1alpha1.GrafanaConfigMap
	}
	if check.OneOf(c, delivery, field.Child("delivery"), v1alpha1.GrafanaConfigMap, v1alpha1.GrafanaDashboard) {
		checkMembers(c, grafana, delivery, field)
	}
	c.AddErr(field.Child("url"), check.Optional(grafana.URL, grafanaURL))
	if strings.ContainsFunc(grafana.Folder, check.Unprintable) {
		c.Add(field.Child("folder"), "must be the name of a folder, such as Flink, not %s", diagnostic.Quote(grafana.Folder))
	}
	c.Labels(check.Given(check.WithoutNil(grafana.Labels)), field.Child("labels"))
	c.Labels(check.Given(check.WithoutNil(grafana.InstanceSelector)), field.Child("instanceSelector"))
	if grafana.Operator != nil && *grafana.Operator {
		checkOperator(c, settings.OperatorVersion, field.Child("operator"))
	}
}

var grafanaAddress = lazyregexp.New(`^https://[^\s@?#]+$`)

// grafanaURL checks where Grafana is. What may hold a credential is not repeated.
func grafanaURL(value string) error {
	const example = "https://grafana.example.com"
	u, err := url.Parse(value)
	switch {
	case check.HasUser(value) || err == nil && (u.User != nil || u.RawQuery != ""):
		return fmt.Errorf("must be an address without a user, a password and parameters, such as %s", example)
	case err != nil || !grafanaAddress.MatchString(value) || !check.Reachable(u) || strings.ContainsFunc(value, check.Unprintable):
		return fmt.Errorf("must be the address of Grafana, such as %s, not %s", example, diagnostic.Quote(value))
	}
	return nil
}

// checkMembers checks what belongs to one of the ways alone.
func checkMembers(c *check.Checker, grafana *v1alpha1.EnvironmentGrafana, delivery v1alpha1.GrafanaDelivery, field diagnostic.Path) {
	if delivery == v1alpha1.GrafanaConfigMap {
		c.Member(len(grafana.InstanceSelector) > 0, field.Child("instanceSelector"), "delivery ConfigMap", "delivery GrafanaDashboard")
		c.Member(grafana.AllowCrossNamespaceImport != nil, field.Child("allowCrossNamespaceImport"), "delivery ConfigMap", "delivery GrafanaDashboard")
		if annotation := grafana.FolderAnnotation; annotation != "" {
			c.AddErr(field.Child("folderAnnotation"), check.Explain(annotation, "an annotation key, such as grafana_folder", check.AnnotationKey))
			if grafana.Folder == "" {
				c.Add(field.Child("folderAnnotation"), "must not be set without a folder, which it is to name")
			}
		}
		return
	}
	c.Member(grafana.FolderAnnotation != "", field.Child("folderAnnotation"), "delivery GrafanaDashboard", "delivery ConfigMap")
	if len(check.WithoutNil(grafana.InstanceSelector)) == 0 {
		c.AddAs(diagnostic.RuleRequiredField, field.Child("instanceSelector"), "must hold the labels of the Grafanas that show the dashboards, such as {dashboards: grafana}")
	}
}

// checkOperator checks that the operator's dashboard would show something.
func checkOperator(c *check.Checker, version string, field diagnostic.Path) {
	if version == "" {
		c.AddAs(diagnostic.RuleMissingSetting, field, "needs operatorVersion: set it in the Environment document")
		return
	}
	if release, err := operator.ParseRelease(version); err == nil && release.Compare(oldestOperator) < 0 {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field, "must not be true with operator %s, whose metrics have other names: use %s or later", release, oldestOperator)
	}
}
