package kustomization_test

import (
	"bytes"
	"io"
	"log"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// disk writes folders as Git would hold them, with the configuration that they refer to.
func disk(t testing.TB, folders ...*tree.Folder) filesys.FileSystem {
	t.Helper()
	component, err := kustomization.BuildConfiguration()
	if err != nil {
		t.Fatal(err)
	}
	files := filesys.MakeFsInMemory()
	for _, folder := range append(folders, component) {
		for path, content := range folder.All() {
			write(t, files, "/"+folder.Path()+"/"+path, string(content))
		}
	}
	return files
}

func write(t testing.TB, files filesys.FileSystem, path, content string) {
	t.Helper()
	if err := files.WriteFile(path, []byte(content)); err != nil {
		t.Fatal(err)
	}
}

// kustomize builds as the CLI and as Flux do, and reads the objects.
func kustomize(t testing.TB, files filesys.FileSystem, dir string) ([]manifest.Object, error) {
	t.Helper()
	text, err := build(t, files, dir)
	if err != nil {
		return nil, err
	}
	return parse(t, string(text)), nil
}

// build builds as the CLI and as Flux do, which must give the same bytes.
func build(t testing.TB, files filesys.FileSystem, dir string) ([]byte, error) {
	t.Helper()
	log.SetOutput(io.Discard) // kustomize warns that sortOptions wins, which is why it is there
	var first []byte
	for i, reorder := range []krusty.ReorderOption{krusty.ReorderOptionUnspecified, ""} {
		options := krusty.MakeDefaultOptions()
		options.Reorder = reorder
		built, err := krusty.MakeKustomizer(options).Run(files, dir)
		if err != nil {
			return nil, err
		}
		text, err := built.AsYaml()
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && !bytes.Equal(text, first) {
			t.Fatalf("CLI and Flux build differently:\n%s\n---- Flux:\n%s", first, text)
		}
		first = text
	}
	return first, nil
}

// find returns the one object of a kind.
func find(t testing.TB, objects []manifest.Object, kind string) manifest.Object {
	t.Helper()
	var found []manifest.Object
	for _, object := range objects {
		if object.ID().Kind == kind {
			found = append(found, object)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d objects of kind %s were built, want 1", len(found), kind)
	}
	return found[0]
}

// at returns the values at a path; * stands for every element or key.
func at(value any, path string) []any {
	if path == "" {
		return []any{value}
	}
	head, rest, _ := strings.Cut(path, "/")
	var found []any
	switch v := value.(type) {
	case map[string]any:
		if head == "*" {
			for _, key := range sorted(v) {
				found = append(found, at(v[key], rest)...)
			}
		} else if child, ok := v[head]; ok {
			found = at(child, rest)
		}
	case []any:
		for _, element := range v {
			found = append(found, at(element, path)...)
		}
	}
	return found
}
