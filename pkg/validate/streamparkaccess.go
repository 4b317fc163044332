package validate

import (
	"fmt"
	"net/url"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func (c *parkChecker) service() {
	service, field := c.spec.Service, path("service")
	if service.Name != c.park.Metadata.Name { // that is checked where it stands
		c.addErr(field.Child("name"), explain(service.Name, "the name of a Service: at most 63 lower-case letters, digits and dashes that start with a letter, such as streampark",
			validation.IsDNS1035Label(service.Name)))
	}
	if c.spec.Ingress.On() && service.Name == c.park.BlockedService() {
		c.add(field.Child("name"), "must not be %s, which is the Service without pods that the Ingress needs", service.Name)
	}
	oneOf(c.checker, service.Type, field.Child("type"), v1alpha1.StreamParkServiceClusterIP, v1alpha1.StreamParkServiceNodePort, v1alpha1.StreamParkServiceLoadBalancer)
	c.port(*service.Port, field.Child("port"))
	c.labels(given(service.Labels), field.Child("labels"))
	c.annotations(given(service.Annotations), field.Child("annotations"))
}

func (c *checker) port(port int32, field diagnostic.Path) {
	if port < 1 || port > 65535 {
		c.add(field, "must be a port from 1 to 65535, not %d", port)
	}
}

var bodySizePattern = lazyregexp.New(`^(0|[1-9][0-9]{0,9}[kKmMgG]?)$`)

func (c *parkChecker) ingress() {
	ingress, field := c.spec.Ingress, path("ingress")
	if !ingress.On() {
		return
	}
	if c.spec.Database != nil && c.spec.Database.Type == v1alpha1.StreamParkDatabaseH2 {
		c.add(field, "must not be on with database H2, which comes with users and passwords that everybody knows: use a port-forward, or MySQL or PostgreSQL")
	}
	if ingress.Name != c.park.Metadata.Name { // that is checked where it stands
		c.addErr(field.Child("name"), objectName(ingress.Name))
	}
	c.addErr(field.Child("host"), optional(ingress.Host, hostTemplate))
	c.addErr(field.Child("className"), optional(ingress.ClassName, objectName))
	c.addErr(field.Child("tlsSecretName"), optional(ingress.TLSSecretName, secretName))
	if ingress.BodySize != "" && !bodySizePattern.MatchString(ingress.BodySize) {
		c.add(field.Child("bodySize"), "must be a size as NGINX writes it, such as 1024m, not %s", diagnostic.Quote(ingress.BodySize))
	}
	c.labels(given(ingress.Labels), field.Child("labels"))
	c.annotations(given(ingress.Annotations), field.Child("annotations"))
}

var attributePattern = lazyregexp.New(`^[A-Za-z][A-Za-z0-9;-]*$`)

func (c *parkChecker) ldap() {
	ldap, field := c.spec.LDAP, path("ldap")
	if !ldap.On() {
		return
	}
	if c.require(ldap.URL != "", field.Child("url"), "ldaps://ldap.example.com:636") {
		c.addErr(field.Child("url"), ldapAddress(ldap.URL))
	}
	if c.require(ldap.BaseDN != "", field.Child("baseDN"), "dc=example,dc=com") &&
		(!strings.Contains(ldap.BaseDN, "=") || strings.ContainsFunc(ldap.BaseDN, func(r rune) bool { return r != ' ' && unprintable(r) })) {
		c.add(field.Child("baseDN"), "must be a distinguished name, such as dc=example,dc=com, not %s", diagnostic.Quote(ldap.BaseDN))
	}
	if c.require(ldap.SecretName != "", field.Child("secretName"), "streampark-ldap") {
		c.addErr(field.Child("secretName"), secretName(ldap.SecretName))
	}
	c.addErr(field.Child("userKey"), secretKey(ldap.UserKey))
	c.addErr(field.Child("passwordKey"), secretKey(ldap.PasswordKey))
	for _, attribute := range []struct{ name, value, example string }{
		{"userIdentityAttribute", ldap.UserIdentityAttribute, "uid"},
		{"userEmailAttribute", ldap.UserEmailAttribute, "mail"},
	} {
		if !attributePattern.MatchString(attribute.value) {
			c.add(field.Child(attribute.name), "must be the name of an attribute, such as %s, not %s", attribute.example, diagnostic.Quote(attribute.value))
		}
	}
}

func ldapAddress(value string) error {
	u, err := url.Parse(value)
	switch {
	case hasUser(value):
		return fmt.Errorf("must not hold a user name or password: name a Secret in spec.ldap.secretName")
	case err != nil || !ldapPattern.MatchString(value) || !reachable(u):
		return fmt.Errorf("must be the address of an LDAP server, such as ldaps://ldap.example.com:636, not %s", diagnostic.Quote(value))
	}
	return nil
}

var ldapPattern = lazyregexp.New(`^ldaps?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$`)

func (c *parkChecker) kubernetes() {
	kubernetes, field := c.spec.Kubernetes, path("kubernetes", "serviceAccountName")
	if !kubernetes.On() {
		return
	}
	if kubernetes.ServiceAccountName != c.park.Metadata.Name {
		c.addErr(field, objectName(kubernetes.ServiceAccountName))
	}
	if kubernetes.ServiceAccountName == "default" {
		c.add(field, "must not be default, the ServiceAccount of all pods of the namespace that name none: they would get the console's Role")
	}
}

func (c *parkChecker) networkPolicy() {
	if policy := c.spec.NetworkPolicy; policy.On() {
		for i, port := range policy.EgressPorts {
			c.port(port, path("networkPolicy", "egressPorts").Index(i))
		}
	}
}

func (c *parkChecker) metrics() {
	metrics, field := c.spec.Metrics, path("metrics")
	if !metrics.On() {
		return
	}
	c.addErr(field.Child("interval"), prometheusDuration(metrics.Interval))
	if !strings.HasPrefix(metrics.Path, "/") || strings.ContainsFunc(metrics.Path, unprintable) {
		c.add(field.Child("path"), "must be a path, such as /metrics, not %s", diagnostic.Quote(metrics.Path))
	}
	if metrics.Port != nil {
		c.port(*metrics.Port, field.Child("port"))
		if *metrics.Port == streampark.Port {
			c.add(field.Child("port"), "must be the port of an agent, such as 9404, not that of StreamPark itself, %d", *metrics.Port)
		} else if *metrics.Port == *c.spec.Service.Port {
			c.add(field.Child("port"), "must not be %d, which is spec.service.port: the Service has both", *metrics.Port)
		}
	}
	switch {
	case c.park.Version == 0:
	case officialParkImage.MatchString(c.spec.Image):
		c.add(field, "must not be on with the official image %s, which has nothing that Prometheus can scrape: set spec.image to one that has", diagnostic.Quote(c.spec.Image))
	case metrics.Port != nil && c.park.Version.SharesJVMOptions():
		c.addAs(diagnostic.RuleUnsupportedVersion, field.Child("port"), "must not be set with StreamPark %s: each JVM that it starts would load the agent too, and end where the port is taken, "+
			"so that no Flink could be registered; use %s or later", c.park.Version, streampark.Version(3))
	case metrics.Port == nil && !c.park.Version.Actuator():
		c.addAs(diagnostic.RuleUnsupportedVersion, field, "must have the port of a Java agent with StreamPark %s, which has no actuator any more: set spec.metrics.port", c.park.Version)
	}
}
