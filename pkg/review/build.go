package review

import (
	"path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/repository"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// builder builds the targets of an old tree.
type builder struct {
	old      *Old
	contents map[string][]byte // that were read at once, by path; empty where some could not be
}

// build builds what some folders of an old tree had.
func (o *Old) build(changed []string) ([]impact.Target, []Uncompared) {
	if len(changed) == 0 {
		return nil, nil
	}
	b := builder{old: o}
	var files []repository.File
	for _, folder := range append([]string{kustomization.ConfigurationFolder}, changed...) {
		files = append(files, b.regular(folder)...)
	}
	if contents, err := b.files(files); err == nil { // else each folder says what is wrong with it
		b.contents = contents
	}
	type part struct {
		targets    []impact.Target
		uncompared []Uncompared
	}
	parts := make([]part, len(changed))
	generation.Parallel(len(changed), func(i int) { parts[i].targets, parts[i].uncompared = b.folder(changed[i]) })
	var all part
	for _, p := range parts {
		all.targets, all.uncompared = append(all.targets, p.targets...), append(all.uncompared, p.uncompared...)
	}
	return all.targets, all.uncompared
}

// regular are the files below a folder that are no links.
func (b *builder) regular(folder string) []repository.File {
	return slices.DeleteFunc(slices.Clone(b.old.below(folder)), func(f repository.File) bool { return !f.Regular })
}

// folder builds the targets of one folder.
func (b *builder) folder(folder string) (targets []impact.Target, uncompared []Uncompared) {
	roots := b.roots(folder)
	if len(roots) == 0 {
		return nil, nil
	}
	build := kustomization.Builder{Read: b.read}
	unread := build.Load(folder)
	unedited := unread == nil && b.unedited(folder)
	for _, root := range roots {
		var objects []manifest.Object
		err, done := unread, false
		if root.rendered != "" && err == nil {
			objects, err = b.rendered(root.rendered)
			done = true
		} else if unedited {
			objects, done = build.Apply(path.Join(folder, root.path))
		}
		if err == nil && !done {
			objects, err = build.Build(path.Join(folder, root.path))
		}
		if err != nil {
			uncompared = append(uncompared, Uncompared{App: folder, Environment: root.environment, Reason: err.Error()})
			continue
		}
		targets = append(targets, impact.Target{App: folder, Environment: root.environment,
			OperatorVersion: b.old.releases().of(folder, root.environment), Objects: generation.Unstructured(objects)})
	}
	return targets, uncompared
}

// rendered are the objects of a file.
func (b *builder) rendered(name string) ([]manifest.Object, error) {
	contents, err := b.read(path.Dir(name))
	if err != nil {
		return nil, err
	}
	return manifest.Parse(name, contents[name])
}

// unedited reports whether the files of a folder are as they were generated; what is built of them was proved then.
func (b *builder) unedited(folder string) bool {
	contents, err := b.read(folder)
	if err != nil {
		return false
	}
	files := make(map[string][]byte, len(contents))
	for name, content := range contents {
		files[strings.TrimPrefix(name, folder+"/")] = content
	}
	index := files[tree.IndexName]
	delete(files, tree.IndexName)
	return gittree.Unedited(index, files)
}

// root is a kustomization that is built for itself.
type root struct {
	path, environment string
	rendered          string // the file that has the objects, where they are built already
}

// roots are the generated kustomizations of a folder that are built for themselves: overlays, or a base without any; and what
// environments own. What the index does not list is the user's own, and stays.
func (b *builder) roots(folder string) []root {
	files := b.regular(folder)
	indexed, known := b.index(files)
	var roots []root
	base := false
	for _, f := range files {
		name := strings.TrimPrefix(f.Path, folder+"/")
		parts := strings.Split(name, "/")
		switch {
		case known && !slices.Contains(indexed, name):
		case folder == delivery.Folder && len(parts) == 2 && parts[1] == delivery.RenderedFile:
			roots = append(roots, root{environment: parts[0], rendered: f.Path})
		case parts[len(parts)-1] != kustomizationFile:
		case folder == delivery.Folder && len(parts) == 2:
			roots = append(roots, root{path: parts[0], environment: parts[0]})
		case len(parts) == 2 && parts[0] == "base":
			base = true
		case len(parts) != 3:
		case folder == kustomization.EnvironmentsFolder && parts[1] == "shared":
			roots = append(roots, root{path: path.Dir(name), environment: parts[0]})
		case parts[0] == "overlays":
			roots = append(roots, root{path: path.Dir(name), environment: parts[1]})
		}
	}
	if base && len(roots) == 0 {
		roots = []root{{path: "base"}}
	}
	return roots
}

// index are the generated files that the index among files lists. It reports false where there is none that can be read.
func (b *builder) index(files []repository.File) ([]string, bool) {
	at := slices.IndexFunc(files, func(f repository.File) bool { return path.Base(f.Path) == tree.IndexName })
	if at < 0 {
		return nil, false
	}
	contents, err := b.files(files[at : at+1])
	if err != nil {
		return nil, false
	}
	indexed, err := gittree.Indexed(contents[files[at].Path])
	return indexed, err == nil
}

// read gives the files below a folder of the tree.
func (b *builder) read(folder string) (map[string][]byte, error) { return b.files(b.regular(folder)) }

// files are the contents of files by their paths.
func (b *builder) files(files []repository.File) (map[string][]byte, error) {
	contents := make(map[string][]byte, len(files))
	var unread []repository.File
	for _, f := range files {
		content, ok := b.contents[f.Path]
		if !ok {
			unread = append(unread, f)
			continue
		}
		contents[f.Path] = content
	}
	read, err := b.old.read(unread)
	if err != nil {
		return nil, err
	}
	for i, f := range unread {
		contents[f.Path] = read[i]
	}
	return contents, nil
}
