package kustomization

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// kustomizing is held during a build: kustomize keeps its schema in globals.
var kustomizing sync.Mutex

// Verify builds what Build has written, each overlay or else the base alone,
// with kustomize itself, and compares with what the App asks for. The order of
// objects is the same in the CLI, Argo CD and Flux, which Verify ensures by
// requiring sortOptions.
func Verify(folder *tree.Folder, app App) error {
	if err := app.verify(folder); err != nil {
		return fmt.Errorf("%s: %w", app.From, err)
	}
	return nil
}

func (a App) verify(folder *tree.Folder) error {
	component, err := BuildConfiguration()
	if err != nil {
		return err
	}
	disk, err := inMemory(folder, component)
	if err != nil {
		return err
	}
	if len(a.Overlays) == 0 {
		if err := verifyVariant(folder, disk, "base", a.Base); err != nil || !a.Rendered {
			return err
		}
		return verifyRendered(folder, RenderedFolder+"/base", a.Base)
	}
	if err := checkBuilt(folder, "base", false); err != nil {
		return err
	}
	for _, overlay := range a.Overlays {
		err := verifyVariant(folder, disk, "overlays/"+overlay.Name, overlay.Variant)
		if err == nil && a.Rendered {
			err = verifyRendered(folder, RenderedFolder+"/"+overlay.Name, overlay.Variant)
		}
		if err != nil {
			return fmt.Errorf("environment %s: %w", overlay.Name, err)
		}
	}
	return nil
}

// inMemory is a file system of some folders of a tree, for kustomize.
func inMemory(folders ...*tree.Folder) (filesys.FileSystem, error) {
	disk := filesys.MakeFsInMemory()
	for _, folder := range folders {
		for name, content := range folder.All() {
			if err := disk.WriteFile("/"+folder.Path()+"/"+name, content); err != nil {
				return nil, err
			}
		}
	}
	return disk, nil
}

func verifyVariant(folder *tree.Folder, disk filesys.FileSystem, dir string, v Variant) error {
	wanted, err := v.read()
	if err != nil {
		return err
	}
	if err := checkBuilt(folder, dir, true); err != nil {
		return err
	}
	built, err := kustomize(disk, "/"+folder.Path()+"/"+dir)
	if err != nil {
		return fmt.Errorf("kustomize build %s: %w", dir, err)
	}
	seen := map[manifest.ID]bool{}
	for _, got := range built {
		id := got.ID()
		want, ok := wanted.object(id)
		if !ok || seen[id] {
			return fmt.Errorf("%s: kustomize builds it, but the environment must not have it", id)
		}
		seen[id] = true
		expected, err := wanted.inNamespace(want)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		if err := compare(got.Tree(), expected.Tree()); err != nil {
			return fmt.Errorf("%s: kustomize builds another object: %w", id, err)
		}
	}
	for _, source := range wanted.sources {
		for _, object := range source.objects {
			if !seen[object.ID()] {
				return fmt.Errorf("%s: must be there, but kustomize does not build it", object.ID())
			}
		}
	}
	return nil
}

// inNamespace returns the object as it is to be in its namespace: what the
// kustomization's namespace field is meant to change, and nothing else.
func (v variant) inNamespace(object manifest.Object) (manifest.Object, error) {
	if v.namespace == "" {
		return object, nil
	}
	own, err := manifest.FromTree(object.Tree()) // a copy
	if err != nil {
		return manifest.Object{}, err
	}
	if !own.ID().ClusterScoped() {
		own.Tree()["metadata"].(map[string]any)["namespace"] = v.namespace
	}
	for _, subject := range serviceAccountSubjects(own.Tree()) {
		subject["namespace"] = v.namespace // checkSubjects knows that kustomize does so
	}
	return own, nil
}

// kustomize builds dir as the kustomize CLI does, and reads what it writes:
// that is what reaches the cluster.
func kustomize(disk filesys.FileSystem, dir string) (built []manifest.Object, err error) {
	kustomizing.Lock()
	defer kustomizing.Unlock()
	defer func() {
		if r := recover(); r != nil { // kustomize panics on some odd manifests
			built, err = nil, fmt.Errorf("panic in kustomize: %v", r)
		}
	}()
	options := krusty.MakeDefaultOptions() // no plugins, no file from outside the root
	options.Reorder = krusty.ReorderOptionUnspecified
	resources, err := krusty.MakeKustomizer(options).Run(disk, dir)
	if err != nil {
		return nil, err
	}
	if resources.Size() == 0 {
		return nil, nil
	}
	text, err := resources.AsYaml()
	if err != nil {
		return nil, err
	}
	return manifest.Parse("its output", text)
}

// written is all that our kustomizations hold. Anything else, above all what
// makes kustomize read from elsewhere or run programs, is refused.
type written struct {
	APIVersion     string   `yaml:"apiVersion"`
	Kind           string   `yaml:"kind"`
	Namespace      string   `yaml:"namespace"`
	Resources      []string `yaml:"resources"`
	Components     []string `yaml:"components"`
	Configurations []string `yaml:"configurations"`
	Patches        []struct {
		Path   string            `yaml:"path"`
		Target map[string]string `yaml:"target"`
	} `yaml:"patches"`
	SortOptions struct {
		Order string `yaml:"order"`
	} `yaml:"sortOptions"`
}

// checkBuilt keeps a build inside the folder: kustomize fetches a resource
// that is not a file from the network, whatever its file system is.
func checkBuilt(folder *tree.Folder, dir string, root bool) error {
	name := dir + "/" + kustomizationFile
	content, ok := folder.File(name)
	if !ok {
		return fmt.Errorf("%s must be there", name)
	}
	var file written
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if root && file.SortOptions.Order != "fifo" {
		return fmt.Errorf("%s: sortOptions.order must be fifo, not %q", name, file.SortOptions.Order)
	}
	for _, component := range file.Components {
		if want := configurationPath(folder, dir+"/"); component != want {
			return fmt.Errorf("%s: component %q must be %s", name, component, want)
		}
	}
	paths := slices.Concat(file.Resources, file.Configurations)
	for _, patch := range file.Patches {
		paths = append(paths, patch.Path)
	}
	for _, entry := range paths {
		if entry == "../../base" && strings.HasPrefix(dir, "overlays/") {
			continue // checked on its own
		}
		if _, ok := folder.File(path.Join(dir, entry)); !ok || path.Clean(entry) != entry {
			return fmt.Errorf("%s: %q must be a file of the folder", name, entry)
		}
	}
	return nil
}
