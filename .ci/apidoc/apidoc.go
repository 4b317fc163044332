// Package apidoc reads what the sources of a Go package say about its types: doc comments and the values of enumerations.
// The generators beside it write that down for users.
package apidoc

import (
	"go/ast"
	"go/build"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// Package is what the sources of one package say.
type Package struct {
	// Types are the exported types, by name.
	Types map[string]*doc.Type
}

// Load reads the package of an import path.
func Load(path string) (*Package, error) {
	found, err := build.Import(path, ".", build.FindOnly)
	if err != nil {
		return nil, err
	}
	sources, err := filepath.Glob(filepath.Join(found.Dir, "*.go"))
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	var parsed []*ast.File
	p := &Package{Types: map[string]*doc.Type{}}
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, source, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, file)
	}
	documented, err := doc.NewFromFiles(files, parsed, path)
	if err != nil {
		return nil, err
	}
	for _, t := range documented.Types {
		p.Types[t.Name] = t
	}
	return p, nil
}

// Value is one value of an enumeration.
type Value struct {
	// Text is what stands in a document.
	Text string

	// Doc is the comment of the constant, about Text.
	Doc string
}

// Values are the values of an enumeration, in the order of the source; none for another type.
func Values(t *doc.Type) []Value {
	var values []Value
	for _, group := range t.Consts {
		for _, spec := range group.Decl.Specs {
			constant := spec.(*ast.ValueSpec)
			for i, value := range constant.Values {
				if literal, ok := value.(*ast.BasicLit); ok {
					text := unquote(literal)
					values = append(values, Value{text, rename(constant.Doc.Text(), constant.Names[i].Name, text)})
				}
			}
		}
	}
	return values
}

// Structure is the declaration of a struct; nil for another type.
func Structure(t *doc.Type) *ast.StructType {
	structure, _ := t.Decl.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType)
	return structure
}

// JSON is the name of a field in JSON and what else its tag says; empty without a tag.
func JSON(field *ast.Field) (name, options string) {
	if field.Tag == nil {
		return "", ""
	}
	name, options, _ = strings.Cut(reflect.StructTag(unquote(field.Tag)).Get("json"), ",")
	return name, options
}

// Comment is the comment of a struct's field, about its name in JSON.
func (p *Package) Comment(structure, field string) string {
	t := p.Types[structure]
	if t == nil || Structure(t) == nil {
		return ""
	}
	for _, f := range Structure(t).Fields.List {
		for _, name := range f.Names {
			if name.Name == field {
				inJSON, _ := JSON(f)
				return rename(f.Doc.Text(), field, inJSON)
			}
		}
	}
	return ""
}

// rename puts a comment that begins with a Go name on one line, with the name that users know.
func rename(comment, goName, name string) string {
	comment = strings.Join(strings.Fields(comment), " ")
	if rest, ok := strings.CutPrefix(comment, goName+" "); ok && name != "" {
		return name + " " + rest
	}
	return comment
}

// unquote is the value of a string literal, which the parser has let pass.
func unquote(literal *ast.BasicLit) string {
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return literal.Value
	}
	return text
}
