package resolve

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Expand puts the names of a target into a template such as s3://flink/{environment}/{namespace}. It reports false when a
// base does not know one of them yet, and an error about the field when nothing ever says it.
func (t *Target) Expand(template string, field diagnostic.Path) (string, bool, diagnostic.Findings) {
	for _, placeholder := range []struct{ name, value, missing string }{
		{"{name}", t.Metadata.Name, ""},
		{"{namespace}", t.Namespace, ""}, // Checker.Common reports a missing namespace
		{"{environment}", t.EnvironmentName, "must not use {environment}: the environment has no name; set spec.environment.name, or name environments"},
	} {
		if !strings.Contains(template, placeholder.name) {
			continue
		}
		if placeholder.value == "" {
			if t.Complete && placeholder.missing != "" {
				return "", false, diagnostic.Findings{t.Errorf(field, "%s", placeholder.missing)}
			}
			return "", false, nil
		}
		template = strings.ReplaceAll(template, placeholder.name, placeholder.value)
	}
	return template, true, nil
}

// Host is the host that a document states for an Ingress, or else {name}-{namespace} below the environment's domain, which
// a field needs. It reports false where it is not known.
func (t *Target) Host(stated string, hostField, field diagnostic.Path) (string, bool, diagnostic.Findings) {
	template, wrong := stated, "must be"
	if template == "" {
		ingress := t.Settings.Ingress
		if ingress == nil || ingress.Domain == "" {
			if !t.Complete {
				return "", false, nil
			}
			return "", false, diagnostic.Findings{t.MissingSetting(diagnostic.Path{}.Child("ingress", "domain"), field)}
		}
		template, wrong = "{name}-{namespace}."+ingress.Domain, "must be set, since the default must be"
	}
	host, ok, errs := t.Expand(template, hostField)
	if ok && tooLong(host) {
		errs = append(errs, t.Errorf(hostField, "%s a host name of at most 253 characters, and 63 between two dots, not %s", wrong, diagnostic.Quote(host)))
	}
	return host, ok, errs
}

// tooLong reports whether DNS cannot hold a host name.
func tooLong(host string) bool {
	return len(host) > 253 || slices.ContainsFunc(strings.Split(host, "."), func(label string) bool { return len(label) > 63 })
}
