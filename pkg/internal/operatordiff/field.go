package operatordiff

import (
	"encoding/json"
	"math"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// field is a field of a spec as the operator compares it.
type field struct {
	name           string
	changes        Type                                                 // UPGRADE if empty; SCALE in standalone mode only
	equal          func(r operator.Release, path string, a, b any) bool // nil where fields are compared one by one
	fields         []field                                              // that are compared one by one, where both sides have the whole
	removalIgnored bool                                                 // to leave it out is no change, where the release says so
}

var deployment = []field{
	{name: "image", equal: scalar(nil)},
	{name: "imagePullPolicy", equal: scalar(nil)},
	{name: "serviceAccount", equal: scalar(nil)},
	{name: "flinkVersion", equal: scalar(nil)},
	{name: "mode", equal: scalar(nil)},
	{name: "ingress", equal: whole(map[string]equal{
		"template": scalar(nil), "className": scalar(nil), "annotations": deep, "labels": deep, "tls": deep,
	})},
	{name: "podTemplate", equal: podTemplate},
	{name: "jobManager", equal: whole(map[string]equal{
		"resource": resource, "replicas": scalar(int64(1)), "podTemplate": podTemplate,
	})},
	{name: "taskManager", fields: []field{
		{name: "resource", equal: resource},
		{name: "replicas", changes: Scale, equal: scalar(nil)},
		{name: "podTemplate", equal: podTemplate},
	}},
	{name: "logConfiguration", equal: deep},
	restartNonce,
	job,
}

var sessionJob = []field{{name: "deploymentName", equal: scalar(nil)}, restartNonce, job}

var restartNonce = field{name: "restartNonce", equal: scalar(nil), removalIgnored: true}

var job = field{name: "job", fields: []field{
	{name: "jarURI", equal: scalar(nil)},
	{name: "entryClass", equal: scalar(nil)},
	{name: "args", equal: list},
	{name: "state", equal: scalar("running")},
	{name: "parallelism", changes: Scale, equal: scalar(int64(0))},
	{name: "upgradeMode", changes: Ignore, equal: scalar("stateless")},
	{name: "allowNonRestoredState", changes: Ignore, equal: scalar(nil)},
	{name: "initialSavepointPath", changes: Ignore, equal: scalar(nil)},
	{name: "savepointTriggerNonce", changes: Ignore, equal: scalar(nil)},
	{name: "checkpointTriggerNonce", changes: Ignore, equal: scalar(nil)},
	{name: "autoscalerResetNonce", changes: Ignore, equal: scalar(nil)},
	{name: "savepointRedeployNonce", changes: SavepointRedeploy, equal: scalar(nil), removalIgnored: true},
}}

var resource = whole(map[string]equal{"cpu": scalar(nil), "memory": scalar(nil), "ephemeralStorage": scalar(nil)})

// equal reports whether the operator takes two values for the same.
type equal = func(r operator.Release, path string, a, b any) bool

// scalar compares texts, numbers and booleans, of which one may be written or left out.
func scalar(absent any) equal {
	return func(_ operator.Release, _ string, a, b any) bool {
		if a == nil {
			a = absent
		}
		if b == nil {
			b = absent
		}
		return sameTree(a, b)
	}
}

// deep compares anything; empty and absent differ.
func deep(_ operator.Release, _ string, a, b any) bool { return sameTree(a, b) }

// list compares lists; an empty one is none.
func list(_ operator.Release, _ string, a, b any) bool {
	if isEmptyList(a) {
		a = nil
	}
	if isEmptyList(b) {
		b = nil
	}
	return sameTree(a, b)
}

// whole compares the fields of an object, of which an empty one is not an absent one.
func whole(fields map[string]equal) equal {
	return func(r operator.Release, path string, a, b any) bool {
		old, wasMapping := a.(map[string]any)
		new, isMapping := b.(map[string]any)
		if !wasMapping || !isMapping {
			return sameTree(a, b)
		}
		for name, equal := range fields {
			at := path + "." + name
			if _, missing := r.MissingField(at); !missing && !equal(r, at, old[name], new[name]) {
				return false
			}
		}
		return true
	}
}

func isEmptyList(value any) bool {
	l, ok := value.([]any)
	return ok && len(l) == 0
}

// sameTree compares trees of plain values; a number is the same as integer and as fraction.
func sameTree(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for key, child := range a {
			other, ok := b[key]
			if !ok || !sameTree(child, other) {
				return false
			}
		}
		return true
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i, child := range a {
			if !sameTree(child, b[i]) {
				return false
			}
		}
		return true
	case nil, string, bool:
		return a == b
	}
	if x, ok := a.(int64); ok {
		if y, ok := b.(int64); ok {
			return x == y
		}
	}
	x, isNumber := number(a)
	y, isOther := number(b)
	return isNumber && isOther && x == y
}

// number reads a number of any type that decoders of JSON and YAML give; those that are none compare as one.
func number(value any) (float64, bool) {
	switch n := value.(type) {
	case int64:
		return float64(n), true
	case int:
		return float64(n), true
	case float64:
		return n, !math.IsNaN(n)
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	return 0, false
}
