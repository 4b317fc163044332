package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// template has what is left of the pod.
func (p *park) template() {
	p.pod.Take("restartPolicy")
	sidecars, _ := p.pod.Take("containers").([]any)
	spec := withoutEmpty(p.pod.Rest())
	main := withoutEmpty(p.main.Rest())
	if len(main) > 0 || len(sidecars) > 0 {
		main["name"] = mainContainer
		spec["containers"] = append([]any{main}, sidecars...)
	}
	template, _ := p.made.Spec["podTemplate"].(map[string]any)
	put(p.made.Spec, merged(template, withoutEmpty(map[string]any{"spec": spec})), "podTemplate")
}

// withoutEmpty leaves out mappings without anything in them, except where that says something: an emptyDir.
func withoutEmpty(tree map[string]any) map[string]any {
	for key, value := range tree {
		child, ok := value.(map[string]any)
		if ok && key != "emptyDir" && len(withoutEmpty(child)) == 0 {
			delete(tree, key)
		}
	}
	return tree
}

// withheld stands in an object for what no one may repeat.
const withheld = "(not repeated)"

// withoutCredentials is an object in which none can be read.
func withoutCredentials(object manifest.Object) manifest.Object {
	tree := clone(object.Tree())
	credential.Tree(object.Tree(), func(way []credential.Step, _ string) { withhold(tree, way) })
	made, err := manifest.FromTree(tree.(map[string]any))
	if err != nil {
		return object
	}
	return made
}

func withhold(tree any, way []credential.Step) {
	for i, step := range way {
		last := i == len(way)-1
		switch at := tree.(type) {
		case map[string]any:
			if last {
				at[step.Key] = withheld
				return
			}
			tree = at[step.Key]
		case []any:
			if step.Index < 0 || step.Index >= len(at) {
				return
			}
			if last {
				at[step.Index] = withheld
				return
			}
			tree = at[step.Index]
		}
	}
}

func clone(value any) any {
	switch value := value.(type) {
	case map[string]any:
		own := make(map[string]any, len(value))
		for key, child := range value {
			own[key] = clone(child)
		}
		return own
	case []any:
		own := make([]any, len(value))
		for i, child := range value {
			own[i] = clone(child)
		}
		return own
	}
	return value
}
