package check

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Common checks what every kind has.
func (c *Checker) Common(t *resolve.Target) {
	namespace := t.Namespace
	if namespace != t.Settings.Namespace { // else it is the environment's, which is checked with the other settings
		c.AddErr(path("namespace"), Optional(namespace, NamespaceName))
	}
	if c.Complete && namespace == "" {
		where := "spec.environment.namespace"
		if t.Environment != nil {
			where = "spec.namespace in the Environment document"
		}
		c.AddAs(diagnostic.RuleRequiredField, path("namespace"), "must be set, here or as %s", where)
	}
	if t.Nested {
		c.Add(path("environments"), "must not stand inside an environment")
	}
}
