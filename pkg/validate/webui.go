package validate

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// sampleHost puts something valid in the place of what is filled in later.
var sampleHost = strings.NewReplacer("{environment}", "e", "{namespace}", "n", "{name}", "s")

// hostTemplate checks a host that may hold names of the target.
func hostTemplate(value string) error {
	if err := placeholders(value); err != nil {
		return err
	}
	if dnsName(sampleHost.Replace(value)) != nil {
		return fmt.Errorf("must be a host name, such as flink.example.com, not %q", value)
	}
	return nil
}

// dnsName checks the name of a host that an Ingress serves, which Kubernetes does not let be an IP address: those alone
// end with a number.
func dnsName(value string) error {
	last := value[strings.LastIndex(value, ".")+1:]
	if _, err := strconv.Atoi(last); hostName(value) != nil || err == nil {
		return fmt.Errorf("must be a DNS name, such as apps.example.com, not %s", diagnostic.Quote(value))
	}
	return nil
}

// webUIHost checks the host of a web UI, which may be every host with a path of its own.
func (c *checker) webUIHost(webUI *v1alpha1.WebUI, field diagnostic.Path) {
	switch {
	case webUI.Host != resolve.EveryHost:
		c.addErr(field.Child("host"), optional(webUI.Host, hostTemplate))
	case !webUI.BelowPath() && c.complete:
		c.addAs(diagnostic.RuleConflictingFields, field.Child("host"), "must be one host, such as flink.example.com, without a path, not %q: set spec.webUI.path", webUI.Host)
	case webUI.TLSSecretName != "":
		c.addAs(diagnostic.RuleConflictingFields, field.Child("tlsSecretName"), "must not be set for the host %q: the certificate is that of the Ingress controller", webUI.Host)
	}
}

// webUIPathPattern is a path with which regular expressions, rewriting and prefixes agree.
var webUIPathPattern = lazyregexp.New(`^(/|(/([A-Za-z0-9_-]|\{environment\}|\{namespace\}|\{name\})+)+)$`)

func webUIPath(value string) error {
	if err := placeholders(value); err != nil {
		return err
	}
	if !webUIPathPattern.MatchString(value) {
		return fmt.Errorf("must be a path of letters, digits, dashes and underscores between slashes, without one at the end, such as /flink/{namespace}/{name}, not %s",
			diagnostic.Quote(value))
	}
	return nil
}

// ingressController checks which program serves Ingresses, where that is stated.
func (c *checker) ingressController(controller v1alpha1.IngressController, field diagnostic.Path) {
	if controller != "" {
		oneOf(c, controller, field, v1alpha1.IngressControllerNGINX, v1alpha1.IngressControllerTraefik)
	}
}

func (c *checker) webUI() {
	webUI, field := c.cluster.WebUI, path("webUI")
	if !webUI.On() {
		return
	}
	c.webUIHost(webUI, field)
	c.addErr(field.Child("path"), optional(webUI.Path, webUIPath))
	c.ingressController(webUI.Controller, field.Child("controller"))
	if webUI.BelowPath() && webUI.Controller == "" && webUI.Ingress != v1alpha1.WebUIIngressNone && c.complete {
		c.addAs(diagnostic.RuleRequiredField, field.Child("path"), "needs an Ingress controller that takes the path away, since Flink's web UI answers at / alone: "+
			"set spec.webUI.controller, or ingress.controller of the environment for its own className, to NGINX or Traefik")
	}
	oneOf(c, webUI.Ingress, field.Child("ingress"), v1alpha1.WebUIIngressOwn, v1alpha1.WebUIIngressOperator, v1alpha1.WebUIIngressNone)
	c.addErr(field.Child("className"), optional(webUI.ClassName, objectName))
	c.addErr(field.Child("tlsSecretName"), optional(webUI.TLSSecretName, secretName))
	c.labels(given(webUI.Labels), field.Child("labels"))
	c.annotations(given(webUI.Annotations), field.Child("annotations"))
	if webUI.Ingress == v1alpha1.WebUIIngressOperator {
		c.operatorIngress(webUI, field)
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
	if value := c.cluster.FlinkConfiguration[restServiceType]; value != nil && !flink.Equal(restServiceType, *value, "ClusterIP") && c.release.IngressForcesClusterIP() {
		c.add(path("flinkConfiguration", restServiceType), "must be ClusterIP with the Ingress of operator release %s, which sets it, not %s: "+
			"set spec.webUI.ingress to Own", c.release, diagnostic.Quote(*value))
	}
}
