package draft

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
)

// WithoutCredentials takes out of a draft what its spec must not hold, with a note for each: so no source has to know of all places
// where a credential in plain text may stand. The draft stays as it is where it is no spec at all, which a finding says later.
func WithoutCredentials(d Draft) Draft {
	kind, known := registry.Named(d.Kind)
	if !known {
		return d
	}
	spec := maps.Clone(d.Spec)
	if spec == nil {
		spec = map[string]any{}
	}
	spec["environment"] = d.Settings
	labels, annotations := d.Labels, d.Annotations
	text, err := json.Marshal(map[string]any{"metadata": map[string]any{"name": d.Name, "labels": labels, "annotations": annotations}, "spec": spec})
	typed := kind.New()
	if err != nil || json.Unmarshal(text, typed) != nil {
		return d
	}
	for _, f := range slices.Backward(check.Credentials(kind.Document(typed))) { // of a list the last element first
		path := StandsWith(f.Path)
		if n := len(d.Notes); n > 0 && d.Notes[n-1].Field == path.String() {
			continue // another one of the same list
		}
		first, _ := path[0].Name()
		second, _ := path[1].Name()
		switch {
		case first == "spec":
			spec, _ = without(spec, path[1:]).(map[string]any)
		case second == "labels":
			labels = withoutKey(labels, path[2])
		case second == "annotations":
			annotations = withoutKey(annotations, path[2])
		}
		d.Notes = append(slices.Clip(d.Notes), Note{Outcome: NotKept, Object: d.String(), Field: path.String(), Message: f.Message})
	}
	d.Settings, _ = spec["environment"].(map[string]any)
	delete(spec, "environment")
	d.Spec, d.Labels, d.Annotations = spec, labels, annotations
	return d
}

// StandsWith is the path of what means nothing without the credential at a path: a variable, or all arguments, of which no other one
// can be told to belong to it.
func StandsWith(path diagnostic.Path) diagnostic.Path {
	last := len(path) - 1
	_, isElement := path[last].Index()
	if name, _ := path[last].Name(); isElement || last > 0 && name == "value" {
		return path[:last]
	}
	return path
}

func withoutKey(texts map[string]string, key diagnostic.Element) map[string]string {
	texts = maps.Clone(texts)
	name, _ := key.Name()
	delete(texts, name)
	return texts
}

// without is a tree without what stands at a path; the tree itself stays.
func without(tree any, path diagnostic.Path) any {
	switch at := tree.(type) {
	case map[string]any:
		name, _ := path[0].Name()
		below, there := at[name]
		if !there {
			return tree
		}
		at = maps.Clone(at)
		if delete(at, name); len(path) > 1 {
			at[name] = without(below, path[1:])
		}
		return at
	case []any:
		i, _ := path[0].Index()
		if i >= len(at) {
			return tree
		}
		at = slices.Clone(at)
		if len(path) == 1 {
			return slices.Delete(at, i, i+1)
		}
		at[i] = without(at[i], path[1:])
		return at
	}
	return tree
}
