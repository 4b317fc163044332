package kustomization

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
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
		if a.Rendered {
			out.rendered(RenderedFolder+"/base/", base)
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
		if a.Rendered {
			out.rendered(RenderedFolder+"/"+overlay.Name+"/", want)
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

// addTree adds a file of a tree that is not an object.
func (w *writer) addTree(path string, tree map[string]any) {
	content, err := manifest.EncodeTree(w.from, tree)
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
	w.add(dir+source.path, source.objects[0].Encode(w.from))
}

// addKustomization adds kustomization.yaml.
func (w *writer) addKustomization(dir string, k kustomization) {
	content, err := k.encode(w.from)
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("%s%s: %w", dir, kustomizationFile, err)
	}
	w.add(dir+kustomizationFile, content)
}

// complete writes a kustomization that needs no other; root says that it is
// built itself.
func (w *writer) complete(dir string, v variant, root bool) {
	k := kustomization{namespace: v.namespace, resources: make([]string, 0, len(v.sources)), keepOrder: root}
	for _, source := range v.sources {
		w.addSource(dir, source)
		k.resources = append(k.resources, source.path)
	}
	w.configure(dir, &k, v.needs)
	w.addKustomization(dir, k)
}

// overlay writes the overlay in dir that makes want of the base.
func (w *writer) overlay(dir string, base, want variant) error {
	k := kustomization{namespace: want.namespace, resources: []string{"../../base"}, keepOrder: true}
	for _, source := range want.sources {
		left := source.without(base)
		if len(left) < len(source.objects) {
			for _, part := range w.parts(dir, source, left, want) {
				w.addSource(dir, part)
				k.resources = append(k.resources, part.path)
			}
			continue
		}
		w.addSource(dir, source)
		k.resources = append(k.resources, source.path)
	}
	w.configure(dir, &k, want.needs.without(base.needs))
	for _, source := range base.sources {
		written, err := w.patches(dir, source, base, want)
		if err != nil {
			return err
		}
		k.patches = append(k.patches, written...)
	}
	w.addKustomization(dir, k)
	return nil
}

// without leaves the objects that the base has not.
func (s source) without(base variant) []manifest.Object {
	var left []manifest.Object
	for _, object := range s.objects {
		if _, ok := base.object(object.ID()); !ok {
			left = append(left, object)
		}
	}
	return left
}

// parts are what is left of a user's own manifest, one object a file.
func (w *writer) parts(dir string, s source, left []manifest.Object, want variant) []source {
	if len(left) == 0 {
		return nil
	}
	parts := make([]source, len(left))
	taken := map[string]bool{}
	for _, other := range want.sources {
		taken[other.path] = true
	}
	for i, object := range left {
		_, path := w.free(dir, s.stem(object), ".yaml", taken)
		taken[path] = true
		parts[i] = source{path: path, objects: []manifest.Object{object}}
	}
	return parts
}

// stem begins the names of the files that are about an object of the source.
func (s source) stem(object manifest.Object) string {
	stem := strings.TrimSuffix(strings.TrimSuffix(s.path, ".yaml"), ".yml")
	if len(s.objects) > 1 {
		stem += "." + fileWord(object.ID().Kind) + "." + fileWord(object.ID().Name)
	}
	return stem
}

// free is a path in dir that begins with a stem and that no file has yet, with dir: objects of
// other groups, and names that are the same in a file's name, are told apart.
func (w *writer) free(dir, stem, end string, taken map[string]bool) (full, path string) {
	full = dir + stem + end
	for n := 2; ; n++ {
		path = full[len(dir):]
		if _, there := w.folder.File(full); !there && !taken[path] {
			return full, path
		}
		full = fmt.Sprintf("%s%s-%d%s", dir, stem, n, end)
	}
}

// patches writes the patches for the objects of one of the base's files and
// returns their entries in kustomization.yaml. Each is a file of its own:
// kustomize 5.4 to 5.6 panic where one file deletes several objects.
func (w *writer) patches(dir string, source source, base, want variant) ([]patchFile, error) {
	var entries []patchFile
	merge := func(object manifest.Object, tree map[string]any) {
		full, path := w.free(dir, source.stem(object), ".patch.yaml", nil)
		w.addTree(full, tree)
		entries = append(entries, patchFile{path: path})
	}
	for _, object := range source.objects {
		id := object.ID()
		wanted, ok := want.object(id)
		if !ok {
			merge(object, deletion(object))
			continue
		}
		if object.Same(wanted) {
			continue
		}
		proved, err := patchOf(object, wanted).prove(object, wanted)
		if err != nil {
			return nil, fmt.Errorf("internal error: the patch for %s is wrong: %w", id, err)
		}
		if proved.merge != nil {
			merge(object, proved.merge)
		}
		if len(proved.operations) == 0 {
			continue
		}
		content, err := manifest.EncodeOperations(w.from, proved.operations)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		full, path := w.free(dir, source.stem(object), ".json6902.yaml", nil)
		w.add(full, content)
		entries = append(entries, patchFile{path, selectorFor(id, base)})
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
