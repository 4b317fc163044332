package operator

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// minimize drops all from the spec that renders nothing of its own: options and parts of templates that fields say, what a preset
// gives, and defaults.
func (a *app) minimize(r *rendering) {
	a.dropGiven(r, "flinkConfiguration")
	for _, path := range [][]any{{"podTemplate"}, {"jobManager", "podTemplate"}, {"taskManager", "podTemplate"}} {
		a.dropGiven(r, path...)
	}
	for _, path := range a.written { // a template that is merged leaves it out anyway
		if _, ok := a.at(path...); ok && slices.Contains(path, any("podTemplate")) {
			a.try(changed(a.Spec, nil, path...), r)
		}
	}
	a.dropFields(r, nil, a.Spec)
	a.dropMetadata(r)
	a.dropSettings(r)
	maps.DeleteFunc(a.Comments, func(field, _ string) bool {
		_, ok := a.at(steps(field)...)
		return !ok
	})
}

// dropSettings drops defaults of what the environment says.
func (a *app) dropSettings(r *rendering) {
	for _, name := range slices.Sorted(maps.Keys(a.Settings)) {
		store, ok := a.Settings[name].(map[string]any)
		if !ok {
			continue
		}
		for _, field := range slices.Sorted(maps.Keys(store)) {
			if !a.tryWith(changed(a.Settings, nil, name, field), a.Spec, r) {
				for _, below := range slices.Sorted(maps.Keys(asMap(store[field]))) {
					a.tryWith(changed(a.Settings, nil, name, field, below), a.Spec, r)
				}
			}
		}
	}
}

func isEmpty(value any) bool {
	mapping, ok := value.(map[string]any)
	return ok && len(mapping) == 0
}

// dropMetadata drops labels and annotations that are rendered without the document's having them.
func (a *app) dropMetadata(r *rendering) {
	for _, texts := range []map[string]string{a.Labels, a.Annotations} {
		for _, key := range slices.Sorted(maps.Keys(texts)) {
			value := texts[key]
			delete(texts, key)
			if !a.try(a.Spec, r) {
				texts[key] = value
			}
		}
	}
}

// dropGiven drops from a map or a template what is rendered without it: all at once, for most of it is the user's own.
func (a *app) dropGiven(r *rendering, path ...any) {
	own, ok := a.at(path...)
	if !ok {
		return
	}
	without, err := a.render(changed(a.Spec, nil, path...))
	if err != nil {
		return
	}
	given, _ := without.object.At(slices.Concat(a.root, path))
	rest := beyond(own, given)
	if manifest.Equal(rest, own) || rest == nil && a.try(changed(a.Spec, nil, path...), r) {
		return
	}
	a.try(changed(a.Spec, rest, path...), r)
}

// beyond is what a tree has that another one has not; nil for nothing. Elements of lists go by their names.
func beyond(own, given any) any {
	switch own := own.(type) {
	case map[string]any:
		other, ok := given.(map[string]any)
		if !ok {
			return own
		}
		rest := map[string]any{}
		for key, value := range own {
			if below := beyond(value, other[key]); below != nil {
				rest[key] = below
			}
		}
		if len(rest) == 0 {
			return nil
		}
		for _, key := range []string{"name", "mountPath"} { // what the element of a list goes by
			if value, ok := own[key]; ok {
				rest[key] = value
			}
		}
		return rest
	case []any:
		others, _ := given.([]any)
		var rest []any
		for _, element := range own {
			if below := beyond(element, named(others, element)); below != nil {
				rest = append(rest, below)
			}
		}
		if len(rest) == 0 && len(own) > 0 {
			return nil
		}
		return rest
	}
	if manifest.Equal(own, given) {
		return nil
	}
	return own
}

// named is the element of a list that has the name of another one.
func named(list []any, like any) any {
	for _, element := range list {
		if a, ok := element.(map[string]any); ok {
			if b, ok := like.(map[string]any); ok && a["name"] == b["name"] && a["mountPath"] == b["mountPath"] {
				return element
			}
			continue
		}
		if manifest.Equal(element, like) {
			return element
		}
	}
	return nil
}

// kept are not looked into by dropFields: users' own maps, which dropGiven has dealt with, and what says which app it is.
var kept = []string{"flinkConfiguration", "podTemplate", "resources", "preset", "logConfiguration"}

// dropFields drops each field without which all is rendered as it was.
func (a *app) dropFields(r *rendering, path []any, tree map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if slices.Contains(kept, name) {
			continue
		}
		at := append(path[:len(path):len(path)], name)
		if a.try(changed(a.Spec, nil, at...), r) {
			continue
		}
		below, ok := tree[name].(map[string]any)
		if !ok {
			continue
		}
		a.dropFields(r, at, below)
		if rest, _ := a.at(at...); isEmpty(rest) { // all of it was dropped, and now it may be, too
			a.try(changed(a.Spec, nil, at...), r)
		}
	}
}
