package validate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Resources checks the user's own manifests of one target: they must hold no Secret in plain text, and nothing that the
// operator makes for the session.
func Resources(rendered Rendered) diagnostic.Findings {
	t := rendered.Target
	var derived []operator.ObjectName
	if t.Complete {
		derived = rendered.kind.derived()
	}
	var errs diagnostic.Findings
	for i, resource := range rendered.Resources {
		field := path("resources").Index(i)
		for _, object := range resource {
			id := object.ID()
			if plain := plainSecret(object); len(plain) > 0 {
				errs = append(errs, t.Errorf(field, "must not hold %s in plain text, which all who may read the repository could read, as in %s: "+
					"use an ExternalSecret or a SealedSecret, or encrypt every value with SOPS", id, strings.Join(plain, ", ")).Under(diagnostic.RuleCredential))
			}
			if slices.ContainsFunc(derived, func(d operator.ObjectName) bool {
				return d.Group() == id.Group && d.Kind == id.Kind && d.Name == id.Name
			}) {
				errs = append(errs, t.Errorf(field, "must not hold %s: the operator makes it for the session", id).Under(diagnostic.RuleResource))
			}
		}
	}
	return errs
}

func isSecret(object manifest.Object) bool {
	id := object.ID()
	return id.Group == "" && id.Kind == "Secret"
}

// encrypted is a value that SOPS has encrypted.
var encrypted = lazyregexp.New(`^ENC\[[A-Z0-9_]+,data:[A-Za-z0-9+/=]*,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:[a-z]+\]$`)

// plainSecret names the values of a Secret that SOPS has not encrypted; an empty one it leaves as it is.
func plainSecret(object manifest.Object) []string {
	if !isSecret(object) {
		return nil
	}
	tree := object.Tree()
	_, sops := tree["sops"].(map[string]any)
	var plain []string
	for _, name := range []string{"data", "stringData"} {
		values, isMap := tree[name].(map[string]any)
		if !isMap && tree[name] != nil {
			plain = append(plain, name)
		}
		for _, key := range slices.Sorted(maps.Keys(values)) {
			if text, isText := values[key].(string); !sops || !isText || text != "" && !encrypted.MatchString(text) {
				plain = append(plain, path(name, key).String())
			}
		}
	}
	return plain
}

// hostPath is one of the addresses that an Ingress serves: several Ingresses may share a host. NGINX ignores the case of
// a path that it takes for a regular expression.
func hostPath(host, path string) string {
	return host + strings.ToLower(strings.TrimRight(strings.TrimSuffix(path, "(/|$)(.*)"), "/"))
}

// describeHostPath words what hostPath gives.
func describeHostPath(name string) string {
	host, path, below := strings.Cut(name, "/")
	which := fmt.Sprintf("the host %q", host)
	if host == "" {
		which = "every host"
	}
	if below {
		return fmt.Sprintf("the path %q of %s", "/"+path, which)
	}
	return which
}

// hosts are the hosts that an Ingress of the user's own serves, with their paths.
func hosts(object manifest.Object) []string {
	if id := object.ID(); id.Group != "networking.k8s.io" || id.Kind != "Ingress" {
		return nil
	}
	var hosts []string
	spec, _ := object.Tree()["spec"].(map[string]any)
	rules, _ := spec["rules"].([]any)
	for _, element := range rules {
		rule, _ := element.(map[string]any)
		host, _ := rule["host"].(string)
		http, _ := rule["http"].(map[string]any)
		paths, _ := http["paths"].([]any)
		if len(paths) == 0 {
			hosts = append(hosts, host)
		}
		for _, element := range paths {
			entry, _ := element.(map[string]any)
			path, _ := entry["path"].(string)
			hosts = append(hosts, hostPath(host, path))
		}
	}
	// A default route of another Ingress controller is nobody else's.
	return slices.DeleteFunc(hosts, func(address string) bool { return address == "" })
}
