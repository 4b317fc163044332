package kustomization

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

const (
	kustomizationFile = "kustomization.yaml"
	configurationFile = "kustomizeconfig.yaml"
)

// What teaches kustomize the references, images and labels of Flink's custom
// resources, and the Service that a console's Job talks to.
var (
	//go:embed kustomizeconfig.yaml
	flinkConfiguration []byte

	//go:embed kustomizeconfig-job.yaml
	jobConfiguration []byte
)

// Build writes an App as a folder with base and overlays. Every overlay is
// proved: its patches, applied to the base's objects, give its own.
func Build(app App) (*tree.Folder, error) {
	folder, err := app.build()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", app.From, err)
	}
	return folder, nil
}

func (a App) build() (*tree.Folder, error) {
	if err := a.checkNames(); err != nil {
		return nil, err
	}
	folder, err := tree.NewFolder(a.Path)
	if err != nil {
		return nil, err
	}
	base, err := a.Base.read()
	if err != nil {
		return nil, fmt.Errorf("base: %w", err)
	}
	if len(base.sources) == 0 {
		return nil, fmt.Errorf("base must hold at least one object")
	}
	out := writer{folder: folder, from: a.From}
	out.complete("base/", base, len(a.Overlays) == 0)
	if len(a.Overlays) == 0 {
		if err := checkSubjects(base); err != nil {
			return nil, fmt.Errorf("base: %w", err)
		}
	}
	for _, overlay := range a.Overlays {
		want, err := overlay.read()
		if err != nil {
			return nil, fmt.Errorf("environment %s: %w", overlay.Name, err)
		}
		if err := checkSubjects(want); err != nil {
			return nil, fmt.Errorf("environment %s: %w", overlay.Name, err)
		}
		if err := out.overlay("overlays/"+overlay.Name+"/", base, want); err != nil {
			return nil, fmt.Errorf("environment %s: %w", overlay.Name, err)
		}
	}
	if out.err != nil {
		return nil, out.err
	}
	return folder, nil
}

// writer adds files to a folder and keeps the first error.
type writer struct {
	folder *tree.Folder
	from   string
	err    error
}

// add adds a file, whose content is never changed.
func (w *writer) add(path string, content []byte) {
	if w.err == nil {
		w.err = w.folder.AddJoined(path, nil, content)
	}
}

// addTrees adds a file of trees that are not objects.
func (w *writer) addTrees(path string, trees ...map[string]any) {
	content, err := manifest.EncodeTrees(w.from, trees...)
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("%s: %w", path, err)
	}
	w.add(path, content)
}

// addSource adds a file of the variant: the user's own as it is.
func (w *writer) addSource(dir string, source source) {
	if source.content != nil {
		w.add(dir+source.path, source.content)
		return
	}
	w.add(dir+source.path, manifest.EncodeAll(w.from, source.objects...))
}

// addConfiguration adds kustomizeconfig.yaml.
func (w *writer) addConfiguration(dir string, kustomization map[string]any, configuration []byte) {
	if w.err == nil {
		w.err = w.folder.AddJoined(dir+configurationFile, []byte(manifest.Header(w.from)), configuration)
	}
	kustomization["configurations"] = []any{configurationFile}
}

func newKustomization() map[string]any {
	return map[string]any{"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}
}

// keepOrder makes the CLI, Argo CD and Flux give the objects in one order.
func keepOrder(kustomization map[string]any) {
	kustomization["sortOptions"] = map[string]any{"order": "fifo"}
}

// complete writes a kustomization that needs no other; root says that it is
// built itself.
func (w *writer) complete(dir string, v variant, root bool) {
	kustomization := newKustomization()
	if v.namespace != "" {
		kustomization["namespace"] = v.namespace
	}
	var resources []any
	for _, source := range v.sources {
		w.addSource(dir, source)
		resources = append(resources, source.path)
	}
	kustomization["resources"] = resources
	if configuration := neededConfiguration(v.objects); configuration != nil {
		w.addConfiguration(dir, kustomization, configuration)
	}
	if root {
		keepOrder(kustomization)
	}
	w.addTrees(dir+kustomizationFile, kustomization)
}

// overlay writes the overlay in dir that makes want of the base.
func (w *writer) overlay(dir string, base, want variant) error {
	kustomization := newKustomization()
	if want.namespace != "" {
		kustomization["namespace"] = want.namespace
	}
	resources := []any{"../../base"}
	for _, source := range want.sources {
		if own, ok := source.without(base.objects); ok {
			w.addSource(dir, own)
			resources = append(resources, own.path)
		}
	}
	kustomization["resources"] = resources
	if configuration := neededConfiguration(want.objects); configuration != nil && neededConfiguration(base.objects) == nil {
		w.addConfiguration(dir, kustomization, configuration)
	}
	var patches []any
	for _, source := range base.sources {
		written, err := w.patches(dir, source, base, want)
		if err != nil {
			return err
		}
		patches = append(patches, written...)
	}
	if len(patches) > 0 {
		kustomization["patches"] = patches
	}
	keepOrder(kustomization)
	w.addTrees(dir+kustomizationFile, kustomization)
	return nil
}

// without leaves the objects that the base has not; ok is false when none is
// left. A user's own manifest of which only a part is left is written anew.
func (s source) without(base map[manifest.ID]manifest.Object) (left source, ok bool) {
	for _, object := range s.objects {
		if _, ok := base[object.ID()]; !ok {
			left.objects = append(left.objects, object)
		}
	}
	left.path = s.path
	if len(left.objects) == len(s.objects) {
		left.content = s.content
	}
	return left, len(left.objects) > 0
}

// patches writes the patches for the objects of one of the base's files and
// returns their entries in kustomization.yaml.
func (w *writer) patches(dir string, source source, base, want variant) ([]any, error) {
	stem := strings.TrimSuffix(strings.TrimSuffix(source.path, ".yaml"), ".yml")
	var merges []map[string]any
	var entries []any
	for _, object := range source.objects {
		id := object.ID()
		wanted, ok := want.objects[id]
		if !ok {
			merges = append(merges, deletion(object))
			continue
		}
		if object.Same(wanted) {
			continue
		}
		patch := difference(object, wanted)
		if err := patch.prove(object, wanted); err != nil {
			return nil, fmt.Errorf("internal error: the patch for %s is wrong: %w", id, err)
		}
		if patch.merge != nil {
			merges = append(merges, patch.merge)
		}
		if len(patch.operations) == 0 {
			continue
		}
		file := stem + ".json6902.yaml"
		if len(source.objects) > 1 {
			file = stem + "." + fileWord(id.Kind) + "." + fileWord(id.Name) + ".json6902.yaml"
		}
		content, err := manifest.EncodeOperations(w.from, patch.operations)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		w.add(dir+file, content)
		entries = append(entries, map[string]any{"path": file, "target": target(id, base.objects)})
	}
	if len(merges) > 0 {
		file := stem + ".patch.yaml"
		w.addTrees(dir+file, merges...)
		entries = append([]any{map[string]any{"path": file}}, entries...)
	}
	return entries, nil
}

// fileWord makes a kind or name part of a file's name.
func fileWord(s string) string {
	return string(bytes.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.':
			return r
		default:
			return '-'
		}
	}, []byte(s)))
}

// neededConfiguration is what kustomize lacks to know of the objects; nil when
// nothing.
func neededConfiguration(objects map[manifest.ID]manifest.Object) []byte {
	var needed []byte
	for id, object := range objects {
		switch {
		case id.Group == "flink.apache.org":
			return flinkConfiguration
		case id.Group == "batch" && id.Kind == "Job" && namesService(object.Tree()):
			needed = jobConfiguration
		}
	}
	return needed
}

// serviceVariable is the environment variable with which a Job of a console
// names the console's Service.
const serviceVariable = "STREAMPARK_HOST"

// namesService tells whether a value in the tree of a Job is an element of a
// list with the name of the variable.
func namesService(value any) bool {
	switch value := value.(type) {
	case map[string]any:
		if value["name"] == serviceVariable {
			return true
		}
		for _, child := range value {
			if namesService(child) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(value, namesService)
	}
	return false
}
