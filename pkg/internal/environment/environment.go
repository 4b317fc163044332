package environment

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Check checks the settings of an Environment document, whether or not a session uses them.
func Check(settings v1alpha1.EnvironmentSpec, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &check.Checker{Errorf: errorf}
	if settings.Name != "" {
		c.Add(path("name"), whyNoInlineName)
	}
	if settings.OperatorVersion != "" {
		_, err := operator.ParseRelease(settings.OperatorVersion)
		c.AddErr(path("operatorVersion"), err)
	}
	checkSettings(c, settings)
	return c.Findings
}

// checkSettings checks settings, each by itself.
func checkSettings(c *check.Checker, settings v1alpha1.EnvironmentSpec) {
	c.AddErr(path("namespace"), check.Optional(settings.Namespace, check.NamespaceName))
	c.AddErr(path("cluster"), check.Optional(settings.Cluster, operator.ValidName))
	c.AddErr(path("imageRegistry"), check.Optional(settings.ImageRegistry, imageRegistry))
	c.ObjectNames(settings.ImagePullSecrets, path("imagePullSecrets"))
	if ingress := settings.Ingress; ingress != nil {
		field := path("ingress")
		c.AddErr(field.Child("domain"), check.Optional(ingress.Domain, check.DNSName))
		c.IngressController(ingress.Controller, field.Child("controller"))
		c.AddErr(field.Child("className"), check.Optional(ingress.ClassName, check.ObjectName))
		c.AddErr(field.Child("tlsSecretName"), check.Optional(ingress.TLSSecretName, check.SecretName))
		c.Annotations(check.Given(check.WithoutNil(ingress.Annotations)), field.Child("annotations"))
	}
	checkDatabase(c, settings.MySQL, path("mysql"))
	checkDatabase(c, settings.PostgreSQL, path("postgresql"))
	cluster.CheckSettings(c, &settings)
	checkGuardRails(c, settings.GuardRails)
}

var registryPattern = lazyregexp.Remembering(`^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`)

func imageRegistry(value string) error {
	if check.HasUser(value) {
		return fmt.Errorf("must be a registry without a user and a password, such as registry.example.com/kdp: name a Secret in imagePullSecrets")
	}
	if !registryPattern.MatchString(value) {
		return fmt.Errorf("must be a registry and perhaps a path, such as registry.example.com/kdp, not %q", value)
	}
	return nil
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
