package delivery

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

const (
	// Folder of the tree that has what delivers it.
	Folder = "delivery"

	// RenderedFile has all objects of an environment in a tree that is rendered.
	RenderedFile = "manifest.yaml"

	// from is what the files say they come from.
	from = "the workspace"

	// healthFile has a dot that the name of no environment has, and so is no root object.
	healthFile = "argocd-cm.patch.yaml"
)

// Delivered is what delivers one environment.
type Delivered struct {
	Environment string
	Objects     []manifest.Object // the root is not among them
}

// Build writes the folder, and says what is in it.
func (t Tree) Build() (*tree.Folder, []Delivered, error) {
	folder, err := tree.NewFolder(Folder)
	if err != nil {
		return nil, nil, err
	}
	var all []Delivered
	for _, e := range t.delivered() {
		delivered := Delivered{Environment: e.Name}
		var names []any
		root, files := t.objects(e)
		for _, file := range files {
			object, err := manifest.From(file.object)
			if err != nil {
				return nil, nil, err
			}
			delivered.Objects = append(delivered.Objects, object)
			names = append(names, file.name)
			if t.Rendered {
				continue
			}
			if err := folder.Add(e.Name+"/"+file.name, object.Encode(from)); err != nil {
				return nil, nil, err
			}
		}
		all = append(all, delivered)
		object, err := manifest.From(root)
		if err != nil {
			return nil, nil, err
		}
		if err := folder.Add(e.Name+".yaml", object.Encode(from)); err != nil {
			return nil, nil, err
		}
		if t.Rendered {
			err = folder.Add(e.Name+"/"+RenderedFile, kustomization.Manifest(from, delivered.Objects))
		} else {
			err = add(folder, e.Name+"/kustomization.yaml", map[string]any{
				"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": names,
				// kustomize's own order, which Flux does not have, is by name
				"sortOptions": map[string]any{"order": "fifo"}})
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if t.Spec.ArgoCD != nil {
		if err := add(folder, healthFile, healthPatch()); err != nil {
			return nil, nil, err
		}
	}
	return folder, all, nil
}

// add adds a file that is no object.
func add(folder *tree.Folder, name string, content map[string]any) error {
	text, err := manifest.EncodeTree(from, content)
	if err != nil {
		return err
	}
	return folder.Add(name, text)
}
