package validate

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

var (
	principalPattern    = lazyregexp.New(`^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?@[A-Za-z0-9.-]+$`)
	loginContextPattern = lazyregexp.New(`^[A-Za-z][A-Za-z0-9_]*$`)
)

func (c *checker) kerberos() {
	kerberos, field := c.cluster.Kerberos, path("kerberos")
	if !kerberos.On() {
		return
	}
	if since, ok := flink.KerberosMountDecoratorEnabled.Since(); ok && c.olderThan(since) {
		c.addAs(diagnostic.RuleUnsupportedVersion, field, "must not be on with Flink %s: it cannot be kept from mounting a keytab that the operator does not have before %s",
			c.flinkVersion, since.MinorString())
	}
	for i, context := range kerberos.LoginContexts {
		if !loginContextPattern.MatchString(context) {
			c.add(field.Child("loginContexts").Index(i), "must be the name of a JAAS context, such as KafkaClient, not %s", diagnostic.Quote(context))
		}
	}
}

func (c *checker) kerberosFacts(kerberos *v1alpha1.EnvironmentKerberos) {
	if kerberos == nil {
		return
	}
	field := path("kerberos")
	switch principal := kerberos.Principal; {
	case principal == "":
	case !principalPattern.MatchString(principal):
		c.add(field.Child("principal"), "must be a principal with its realm, such as flink@EXAMPLE.COM, not %s", diagnostic.Quote(principal))
	case strings.Contains(principal, "/_HOST@"):
		c.add(field.Child("principal"), "must be a principal of the keytab, such as flink@EXAMPLE.COM, not %s: Flink puts no host in the place of _HOST",
			diagnostic.Quote(principal))
	}
	c.addErr(field.Child("keytabSecretName"), optional(kerberos.KeytabSecretName, secretName))
	c.addErr(field.Child("keytabKey"), optional(kerberos.KeytabKey, secretKey))
	c.addErr(field.Child("krb5ConfigMapName"), optional(kerberos.KRB5ConfigMapName, objectName))
}
