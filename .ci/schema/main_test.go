package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const committed = "../../pkg/schema"

// The generator reads the types, their comments and their markers, so a change of any of them shows here.
func TestSchemasAreGeneratedFromTheTypes(t *testing.T) {
	dir := t.TempDir()
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(schemas(t, dir), schemas(t, committed)); diff != "" {
		t.Errorf("run make generate: what is committed is not what the types say (-types +committed):\n%s", diff)
	}
}

// schemas are the files of a folder with schemas, by name.
func schemas(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(text)
	}
	if len(texts) < 6 {
		t.Fatalf("%s must have at least 6 schemas, not %d", dir, len(texts))
	}
	return texts
}
