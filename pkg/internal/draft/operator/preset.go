package operator

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/field"
)

// withoutPreset turns off what the preset gives and the custom resource does not have: features, storage, and options one by one.
// What neither can be turned off stays, and is reported.
func (a *app) withoutPreset() {
	best, ok := a.distance(a.Spec)
	if !ok {
		best = -1 // any spec that can be rendered is nearer
	}
	try := func(spec map[string]any) {
		if d, ok := a.distance(spec); ok && (best < 0 || d < best) {
			a.Spec, best = spec, d
		}
	}
	of := field.Spec(a.Kind)
	for _, name := range of.Names() {
		if off := of.Child(name).Off(); off != nil && a.Spec[name] == nil {
			try(changed(a.Spec, off, name))
		}
		for _, below := range of.Child(name).Names() {
			if _, given := a.at(name, below); !given && name != "environments" && name != "environment" {
				if off := of.Child(name).Child(below).Off(); off != nil {
					try(changed(a.Spec, off, name, below))
				}
			}
		}
	}
	if of.Has("storage") && a.Spec["storage"] == nil {
		try(changed(a.Spec, string(v1alpha1.StorageNone), "storage", "type"))
	}
	r, err := a.render(a.Spec)
	if err != nil {
		return
	}
	was, is := asMap(a.spec(a.object)["flinkConfiguration"]), asMap(a.spec(r.object)["flinkConfiguration"])
	for _, key := range slices.Sorted(maps.Keys(is)) {
		if _, had := was[key]; !had {
			try(withNull(a.Spec, key))
		}
	}
}

// distance is how much a spec renders that was not read, and how many rules it breaks; false where it cannot be rendered.
func (a *app) distance(spec map[string]any) (int, bool) {
	r, err := a.render(spec)
	if err != nil {
		return 0, false
	}
	_, added := a.counts(r)
	n := len(r.errors) + added
	for _, d := range differences(a.spec(a.object), a.spec(r.object)) {
		n += max(1, values(d.is))
	}
	return n, true
}

// values are how many plain ones a tree holds.
func values(tree any) int {
	n := 0
	switch tree := tree.(type) {
	case nil:
	case map[string]any:
		for _, child := range tree {
			n += values(child)
		}
	case []any:
		for _, child := range tree {
			n += values(child)
		}
	default:
		n++
	}
	return n
}

// withNull is a spec that removes an option.
func withNull(spec map[string]any, key string) map[string]any {
	configuration, _ := spec["flinkConfiguration"].(map[string]any)
	made, options := maps.Clone(spec), map[string]any{}
	maps.Copy(options, configuration)
	options[key] = nil
	made["flinkConfiguration"] = options
	return made
}
