package kustomization

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// mergeKeys are the lists of built-in kinds that kustomize merges by key, and
// those keys. A strategic-merge patch makes it rebuild every such list of the
// object, also the ones that the patch does not mention.
var mergeKeys = map[string][]string{
	"containers": {"name"}, "initContainers": {"name"}, "ephemeralContainers": {"name"}, "env": {"name"}, "volumes": {"name"},
	"imagePullSecrets": {"name"}, "secrets": {"name"}, "volumeMounts": {"mountPath"}, "volumeDevices": {"devicePath"},
	"ports": {"containerPort", "port"}, "hostAliases": {"ip"}, "topologySpreadConstraints": {"topologyKey"},
	"conditions": {"type"}, "ownerReferences": {"uid"},
}

// hasSchema reports whether kustomize may know the lists of a kind.
func hasSchema(id manifest.ID) bool {
	return !strings.Contains(id.Group, ".") || strings.HasSuffix(id.Group, ".k8s.io")
}

// rebuildable says that kustomize gives back each keyed list below value as it
// was: where two elements have one key, or one has none, it multiplies elements or
// fails.
func rebuildable(field string, value any) bool {
	switch v := value.(type) {
	case map[string]any:
		for key, child := range v {
			if !rebuildable(key, child) {
				return false
			}
		}
	case []any:
		seen := map[string]bool{}
		for _, element := range v {
			if !rebuildable("", element) {
				return false
			}
			m, ok := element.(map[string]any)
			if !ok || mergeKeys[field] == nil {
				continue
			}
			key, ok := mergeKey(m, mergeKeys[field])
			if !ok || seen[key] {
				return false
			}
			seen[key] = true
		}
	}
	return true
}

func mergeKey(element map[string]any, fields []string) (string, bool) {
	for _, field := range fields {
		if scalarKind(element[field]) != "none" && element[field] != "" {
			return fmt.Sprint(element[field]), true
		}
	}
	return "", false
}
