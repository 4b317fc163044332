package manifest

import "reflect"

// emptyStructs are fields that Go's Kubernetes types write although nothing
// is in them. No API gives their empty map a meaning.
var emptyStructs = map[string]bool{
	"metadata":       true, // of pod templates
	"resources":      true, // of containers and volume claims
	"status":         true, // of claim templates
	"strategy":       true, // of Deployments
	"updateStrategy": true, // of StatefulSets
}

// removeNoise removes what typed objects carry without the author having
// written it. Nulls are gone already.
func removeNoise(object map[string]any) {
	if blank(object["status"]) {
		delete(object, "status")
	}
	// Only here: in a NetworkPolicy an empty one means all namespaces.
	if spec, ok := object["spec"].(map[string]any); ok && object["kind"] == "PodMonitor" && blank(spec["namespaceSelector"]) {
		delete(spec, "namespaceSelector")
	}
	if object["kind"] == "Namespace" && blank(object["spec"]) {
		delete(object, "spec")
	}
	for key, value := range object {
		clean(key, value)
		if m, ok := value.(map[string]any); ok && len(m) == 0 && emptyStructs[key] {
			delete(object, key)
		}
	}
}

// isNoise reports whether removeNoise and clean would remove what stands at a key of a map, which they have not seen yet.
func (c *Converter) isNoise(at spot, key string, value any) bool {
	tree, isMap := value.(map[string]any)
	switch {
	case isMap && len(tree) == 0 && (emptyStructs[key] || emptyPodSpec(at.key, key)):
		return true
	case at.depth == 0:
		return (key == "status" || key == "spec" && c.kind == "Namespace") && blank(value)
	default:
		return key == "namespaceSelector" && c.kind == "PodMonitor" && at == spot{"spec", 1} && blank(value)
	}
}

// isZeroNoise reports whether a field holds the zero value of a struct, of which nothing would be left: it need not be made then.
func (c *Converter) isZeroNoise(at spot, field *goField, value reflect.Value) bool {
	if field.kind != reflect.Struct || field.name == "" {
		return false
	}
	zero, err := field.zeroTree()
	return err == nil && c.isNoise(at, field.name, zero) && value.IsZero()
}

func clean(parent string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for key, child := range v {
			clean(key, child)
			if m, ok := child.(map[string]any); ok && len(m) == 0 && (emptyStructs[key] || emptyPodSpec(parent, key)) {
				delete(v, key)
			}
		}
	case []any:
		for _, element := range v {
			clean("", element)
		}
	}
}

// emptyPodSpec reports whether key is the spec of a pod template; a Go PodSpec
// without containers is `containers: null`, of which `{}` is left.
func emptyPodSpec(parent, key string) bool {
	return key == "spec" && (parent == "podTemplate" || parent == "template")
}

// blank reports whether a tree holds nothing but zero values, as the status of an
// object that no controller has seen does.
func blank(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		for _, child := range v {
			if !blank(child) {
				return false
			}
		}
		return true
	case []any:
		return len(v) == 0
	case nil:
		return true
	case string:
		return v == ""
	case bool:
		return !v
	case int64:
		return v == 0
	case float64:
		return v == 0
	default:
		return false
	}
}
