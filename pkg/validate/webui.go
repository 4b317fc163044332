package validate

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// sampleHost puts something valid in the place of what is filled in later.
var sampleHost = strings.NewReplacer("{environment}", "e", "{namespace}", "n", "{name}", "s")

// hostTemplate checks a host that may hold names of the target.
func hostTemplate(value string) error {
	if err := placeholders(value); err != nil {
		return err
	}
	if hostName(sampleHost.Replace(value)) != nil {
		return fmt.Errorf("must be a host name, such as flink.example.com, not %q", value)
	}
	return nil
}

func (c *checker) webUI() {
	webUI, field := c.spec.WebUI, path("webUI")
	if !webUI.On() {
		return
	}
	c.addErr(field.Child("host"), optional(webUI.Host, hostTemplate))
	oneOf(c, webUI.Ingress, field.Child("ingress"), v1alpha1.WebUIIngressOwn, v1alpha1.WebUIIngressOperator, v1alpha1.WebUIIngressNone)
	c.addErr(field.Child("className"), optional(webUI.ClassName, objectName))
	c.addErr(field.Child("tlsSecretName"), optional(webUI.TLSSecretName, secretName))
	c.labels(given(webUI.Labels), field.Child("labels"))
	c.annotations(given(webUI.Annotations), field.Child("annotations"))
	if webUI.Ingress == v1alpha1.WebUIIngressOperator {
		c.operatorIngress(webUI, field)
	}
	if key := flink.RestPort.Keys()[0]; c.spec.FlinkConfiguration[key] != nil {
		c.addErr(path("flinkConfiguration", key), portText(*c.spec.FlinkConfiguration[key]))
	}
}

// restServiceType is the option with the type of the operator's Service for the REST interface.
const restServiceType = "kubernetes.rest-service.exposed.type"

// operatorIngress refuses what the Ingress of an operator release cannot have.
func (c *checker) operatorIngress(webUI *v1alpha1.WebUI, field diagnostic.Path) {
	if webUI.TLSSecretName != "" && !c.release.IngressTLS() {
		c.addAs(diagnostic.RuleUnsupportedVersion, field.Child("ingress"), "must be Own with operator release %s, whose Ingress cannot have TLS, as with the Secret %q, before 1.8",
			c.release, webUI.TLSSecretName)
	}
	if len(webUI.Labels) > 0 && !c.release.IngressLabels() {
		c.addAs(diagnostic.RuleUnsupportedVersion, field.Child("labels"), "must not be set with operator release %s, whose Ingress cannot have labels before 1.8: "+
			"set spec.webUI.ingress to Own", c.release)
	}
	if value := c.spec.FlinkConfiguration[restServiceType]; value != nil && *value != "ClusterIP" && c.release.IngressForcesClusterIP() {
		c.add(path("flinkConfiguration", restServiceType), "must be ClusterIP with the Ingress of operator release %s, which sets it, not %s: "+
			"set spec.webUI.ingress to Own", c.release, diagnostic.Quote(*value))
	}
}
