package command

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/importer"
	"github.com/flinkustomize/flinkustomize/pkg/schema"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// writeImported writes the files of an import, and those of a workspace where there is none. It returns their paths.
func writeImported(flags importFlags, result *importer.Result) ([]string, error) {
	dir := flags.output
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	all := maps.Clone(result.Files)
	_, err := workspace.Find(dir)
	made := errors.Is(err, workspace.ErrNotFound)
	if err != nil && !made {
		return nil, err
	}
	if made {
		all[workspace.FileName] = importedWorkspace(result)
		all[schemaFile] = schema.Any()
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	names := slices.Sorted(maps.Keys(all))
	for _, name := range names {
		info, err := root.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case !flags.force:
			return nil, fmt.Errorf("%s already exists: import replaces no file without --force", filepath.Join(dir, filepath.FromSlash(name)))
		case !info.Mode().IsRegular():
			return nil, fmt.Errorf("%s is not a regular file, and is not replaced", filepath.Join(dir, filepath.FromSlash(name)))
		}
	}
	if made {
		if _, err := readGitAttributes(root); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		if made && isDocument(result, name) {
			all[name] = withSchemaLine(name, all[name])
		}
	}
	if err := replace(root, all); err != nil {
		return nil, err
	}
	if made {
		if _, err := addGitAttributes(root); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// replace writes files, of which none is there in part and none that was there is lost where one cannot be written.
func replace(root *os.Root, files map[string][]byte) (err error) {
	names := slices.Sorted(maps.Keys(files))
	unfinished := func(name string) string { return path.Join(path.Dir(name), "."+path.Base(name)+".unfinished") }
	defer func() {
		if err != nil {
			for _, name := range names {
				_ = root.Remove(unfinished(name)) // the first error says more
			}
		}
	}()
	for _, name := range names {
		_ = root.Remove(unfinished(name)) // of an import that was killed, if it is there
		if err = create(root, unfinished(name), files[name]); err != nil {
			return err
		}
	}
	for _, name := range names {
		if err = root.Rename(unfinished(name), name); err != nil {
			return err
		}
	}
	return nil
}

func isDocument(result *importer.Result, file string) bool {
	return file == workspace.FileName || slices.ContainsFunc(result.Documents, func(d importer.Document) bool { return d.File == file })
}

// unreadPlaces are the places of the documents, relative to the workspace, that flinkustomize.yaml does not name: it may be one that
// was there, or one of a folder above.
func unreadPlaces(dir string, result *importer.Result) []string {
	root, err := workspace.Find(dir)
	if err != nil {
		return nil // it was written, or found, a moment ago
	}
	w, err := workspace.Load(root)
	if err != nil {
		return nil // generate says what is wrong with it
	}
	defer w.Dir.Close()
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	below, err := filepath.Rel(w.Root, absolute)
	if err != nil {
		return nil
	}
	var places []string
	for _, place := range placesOf(result) {
		place = path.Join(filepath.ToSlash(below), place)
		if !slices.ContainsFunc(w.Specs, func(named string) bool {
			named = path.Clean(named)
			return named == "." || named == place || strings.HasPrefix(place, named+"/")
		}) {
			places = append(places, place)
		}
	}
	return places
}

// placesOf are the files and folders that hold the documents of an import.
func placesOf(result *importer.Result) []string {
	var places []string
	for _, d := range result.Documents {
		place, _, _ := strings.Cut(d.File, "/")
		places = append(places, place)
	}
	slices.Sort(places)
	return slices.Compact(places)
}

// importedWorkspace is the flinkustomize.yaml of a new workspace with the specs of an import.
func importedWorkspace(result *importer.Result) []byte {
	var text strings.Builder
	text.WriteString(`# The root of a flinkustomize workspace. Run flinkustomize generate after every change of a spec, and commit both.
apiVersion: flinkustomize.dev/v1alpha1
kind: Workspace
metadata:
  name: flink
spec:
  specs:
`)
	for _, place := range placesOf(result) {
		text.WriteString("  - " + place + "\n")
	}
	text.WriteString("  output: " + initialOutput + "\n")
	return []byte(text.String())
}
