package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/reader"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// template has what is left of the pod.
func (p *park) template() {
	p.pod.Take("restartPolicy")
	sidecars, _ := p.pod.Take("containers").([]any)
	spec := reader.WithoutEmpty(p.pod.Rest())
	main := reader.WithoutEmpty(p.main.Rest())
	if len(main) > 0 || len(sidecars) > 0 {
		main["name"] = mainContainer
		spec["containers"] = append([]any{main}, sidecars...)
	}
	reader.Put(p.made.Spec, reader.WithoutEmpty(map[string]any{"spec": spec}), "podTemplate")
}

// withheld stands in an object for what no one may repeat.
const withheld = "(not repeated)"

// withoutCredentials is an object in which none can be read.
func withoutCredentials(object manifest.Object) manifest.Object {
	tree := reader.Clone(object.Tree())
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
