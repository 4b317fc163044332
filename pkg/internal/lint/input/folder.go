package input

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// folder checks all that is in a folder, which is named as findings have it.
func (r *run) folder(name, path string) {
	before := r.report
	sources, files := r.contents(name, path)
	for _, s := range sources {
		if (s.path == path || !s.component) && r.first(s.path) {
			r.build(s)
		}
	}
	byFolder := map[string][]file{}
	for _, f := range files {
		if r.first(f.path) {
			dir := filepath.Dir(f.path)
			byFolder[dir] = append(byFolder[dir], f)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(byFolder)) {
		r.check(byFolder[dir])
	}
	project := r.project(path)
	if before.Objects == r.report.Objects && len(sources) == 0 && project == nil && !r.hasProjectBelow(path) {
		r.fail(diagnostic.Position{File: name}, "holds no custom resource of Flink, no kustomization and no workspace")
	}
}

// contents are what stands in a folder by itself: the kustomizations that no other one is made of, and the files that none names.
func (r *run) contents(name, path string) ([]*source, []file) {
	files, kustomizations := r.walk(name, path)
	sources := map[string]*source{}
	used := map[string]bool{} // what some kustomization names
	for _, dir := range slices.Sorted(maps.Keys(kustomizations)) {
		s := readSource(kustomizations[dir], dir, r.command)
		sources[dir] = s
		for _, file := range s.files {
			used[file.path] = true
		}
		for _, other := range s.folders {
			used[other] = true
		}
	}
	var alone []*source
	for _, dir := range slices.Sorted(maps.Keys(sources)) {
		if dir == path || !used[dir] {
			alone = append(alone, sources[dir])
		}
	}
	return alone, slices.DeleteFunc(files, func(f file) bool { return used[f.path] })
}

func (r *run) hasProjectBelow(path string) bool {
	for _, p := range r.workspaces {
		if p != nil && isWithin(p.root, path) {
			return true
		}
	}
	return false
}

// walk lists the YAML files of a folder at any depth, and the names of the folders that hold a kustomization by their
// paths. Hidden folders are passed over, and so are links to folders: what they lead to is read where it stands, or is
// none of this folder.
func (r *run) walk(name, path string) (files []file, kustomizations map[string]string) {
	kustomizations = map[string]string{}
	root, err := os.OpenRoot(path)
	if err != nil {
		r.fail(diagnostic.Position{File: name}, "cannot be read: %s", diagnostic.Reason(err))
		return nil, kustomizations
	}
	defer root.Close()
	_ = fs.WalkDir(root.FS(), ".", func(below string, entry fs.DirEntry, err error) error { // the function returns no other error
		shown, absolute := filepath.Join(name, filepath.FromSlash(below)), filepath.Join(path, filepath.FromSlash(below))
		switch {
		case err != nil:
			r.fail(diagnostic.Position{File: shown}, "cannot be read: %s", diagnostic.Reason(err))
			return nil
		case entry.IsDir():
			if below != "." && (isHidden(entry.Name()) || r.project(absolute).isOutput(absolute)) {
				return fs.SkipDir
			}
		case isKustomization(entry.Name()):
			kustomizations[filepath.Dir(absolute)] = filepath.Dir(shown)
		case !isYAML(entry.Name()) || isHidden(entry.Name()) || entry.Name() == workspace.FileName:
		case entry.Type()&fs.ModeSymlink != 0:
			info, err := root.Stat(filepath.FromSlash(below)) // follows no link out
			switch {
			case err != nil:
				r.found = append(r.found, warn(shown, "is a link to nothing or out of the folder, and is not read"))
			case info.Mode().IsRegular():
				files = append(files, file{name: shown, path: absolute})
			}
		case entry.Type().IsRegular():
			files = append(files, file{name: shown, path: absolute})
		}
		return nil
	})
	return files, kustomizations
}

// warn is a finding about what is passed over.
func warn(name, message string) diagnostic.Finding {
	f := inputError(diagnostic.Position{File: name}, "%s", message)
	f.Severity = diagnostic.SeverityWarning
	return f
}

func isHidden(name string) bool { return strings.HasPrefix(name, ".") && name != "." && name != ".." }

func isYAML(name string) bool {
	extension := strings.ToLower(filepath.Ext(name))
	return extension == ".yaml" || extension == ".yml"
}
