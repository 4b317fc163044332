package claim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// HostPath is one of the addresses that an Ingress serves: several Ingresses may share a host. NGINX ignores the case of
// a path that it takes for a regular expression.
func HostPath(host, path string) string {
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
			hosts = append(hosts, HostPath(host, path))
		}
	}
	// A default route of another Ingress controller is nobody else's.
	return slices.DeleteFunc(hosts, func(address string) bool { return address == "" })
}
