package pkg

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestNothingPublicNamesWhatIsInternal: a Go program could not name the type of what it is given, nor make what it must give.
func TestNothingPublicNamesWhatIsInternal(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "internal" || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		files++
		positions := token.NewFileSet()
		file, err := parser.ParseFile(positions, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, at := range internalNames(file) {
			t.Errorf("%s: what is public must not name an internal type or value", positions.Position(at))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Errorf("there must be at least 50 files of public packages, not %d", files)
	}
}

// internalNames are where the exported declarations of a file name something of an internal package.
func internalNames(file *ast.File) []token.Pos {
	internal := map[string]bool{}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if strings.Contains(imported, "/internal/") {
			name := path.Base(imported)
			if spec.Name != nil {
				name = spec.Name.Name
			}
			internal[name] = true
		}
	}
	var found []token.Pos
	look := func(node ast.Node) {
		ast.Inspect(node, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.FuncLit:
				return false
			case *ast.SelectorExpr:
				if name, ok := node.X.(*ast.Ident); ok && internal[name.Name] {
					found = append(found, node.Pos())
				}
			}
			return true
		})
	}
	for _, declaration := range file.Decls {
		switch declaration := declaration.(type) {
		case *ast.FuncDecl:
			if declaration.Name.IsExported() {
				look(declaration.Type)
			}
		case *ast.GenDecl:
			for _, spec := range declaration.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if fields, ok := spec.Type.(*ast.StructType); ok && spec.Name.IsExported() {
						for _, field := range fields.Fields.List {
							if len(field.Names) == 0 || field.Names[0].IsExported() {
								look(field.Type)
							}
						}
					} else if spec.Name.IsExported() {
						look(spec.Type)
					}
				case *ast.ValueSpec:
					if spec.Names[0].IsExported() {
						if spec.Type != nil {
							look(spec.Type)
						}
						for _, value := range spec.Values {
							look(value)
						}
					}
				}
			}
		}
	}
	return found
}
