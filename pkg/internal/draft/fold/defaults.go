package fold

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// defaults are fields of a spec that are a setting of the environment by default.
var defaults = []struct{ field, setting []string }{
	{[]string{"imagePullSecrets"}, []string{"imagePullSecrets"}},
	{[]string{"webUI", "className"}, []string{"ingress", "className"}},
	{[]string{"webUI", "tlsSecretName"}, []string{"ingress", "tlsSecretName"}},
}

// withDefaults has an environment say what several of its apps say alike, or one where the environment says something of the kind
// anyway.
func (w world) withDefaults(drafts []draft.Draft) []draft.Draft {
	drafts = slices.Clone(drafts)
	for _, e := range environmentsOf(drafts) {
		for _, d := range defaults {
			w.moveDefault(drafts, e, d.field, d.setting)
		}
	}
	return drafts
}

// moveDefault moves a field of drafts of an environment to its settings, if all that have it have the same value.
func (w world) moveDefault(drafts []draft.Draft, environment string, field, setting []string) {
	var having []int
	var value any
	enough := 2
	for i, d := range drafts {
		if d.Environment != environment {
			continue
		}
		if _, given := valueAt(d.Settings, setting); given {
			return
		}
		if has(d.Settings, setting[0]) {
			enough = 1
		}
		if own, given := valueAt(d.Spec, field); given {
			if having = append(having, i); len(having) > 1 && !manifest.Equal(own, value) {
				return
			}
			value = own
		}
	}
	if len(having) < enough {
		return
	}
	for _, i := range having {
		d := drafts[i]
		d.Spec, d.Settings = replaced(d.Spec, field, nil), replaced(d.Settings, setting, value)
		if before, after := w.app(drafts[i]), w.app(d); !before.wild && !after.wild && after.want.same(before.want) {
			drafts[i] = d
		}
	}
}

func valueAt(tree map[string]any, path []string) (any, bool) {
	for _, name := range path[:len(path)-1] {
		tree, _ = tree[name].(map[string]any)
	}
	value, ok := tree[path[len(path)-1]]
	return value, ok
}

// replaced is a tree with another value at a path; nil removes it. What was around it stays: an empty feature is on.
func replaced(tree map[string]any, path []string, value any) map[string]any {
	made := map[string]any{}
	maps.Copy(made, tree)
	switch {
	case len(path) > 1:
		below, _ := tree[path[0]].(map[string]any)
		made[path[0]] = replaced(below, path[1:], value)
	case value == nil:
		delete(made, path[0])
	default:
		made[path[0]] = value
	}
	return made
}
