package pkg

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestNoPackageImportsOneAboveIt: README.md says that data flows one way, and lists the packages in that order.
func TestNoPackageImportsOneAboveIt(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, listing, _ := strings.Cut(string(text), "```text\n")
	listing, _, _ = strings.Cut(listing, "```")
	lines := map[string]int{} // by folders below pkg
	for i, line := range strings.Split(listing, "\n") {
		for _, name := range regexp.MustCompile(`\b(?:pkg|internal)/[a-z0-9/]+`).FindAllString(line, -1) {
			name = strings.Trim(strings.TrimPrefix(name, "pkg/"), "/")
			if _, known := lines[name]; !known { // a line may say what another is made of
				lines[name] = i
			}
		}
	}
	lineOf := func(folder string) (int, bool) { // that of the folder, or of one that it is in
		for ; folder != "."; folder = path.Dir(folder) {
			if line, known := lines[folder]; known {
				return line, true
			}
		}
		return 0, false
	}
	imports := 0
	err = filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(filepath.Dir(name))
		own, known := lineOf(folder)
		if !known {
			t.Errorf("%s: README.md must list the package", folder)
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			imported, ours := strings.CutPrefix(imported, "github.com/flinkustomize/flinkustomize/pkg/")
			if !ours {
				continue
			}
			imports++
			if line, _ := lineOf(imported); line < own {
				t.Errorf("%s must not import %s, which README.md lists above it", name, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if imports < 500 {
		t.Errorf("there must be at least 500 imports, not %d", imports)
	}
}
