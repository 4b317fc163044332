// Command reference writes the reference section of README.md from the doc comments of the kinds in pkg/api/v1alpha1.
//
//	go run ./.ci/reference README.md
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/.ci/apidoc"
)

// The section stands between these lines of the README.
const (
	begin = "<!-- reference: written by make generate from the doc comments of pkg/api/v1alpha1 -->\n"
	end   = "<!-- end of reference -->\n"
)

// roots are the kinds, in the order in which a reader meets them.
var roots = []string{"Workspace", "FlinkSession", "StreamPark", "Environment", "Preset"}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: reference README.md")
	}
	readme, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	head, rest, found := bytes.Cut(readme, []byte(begin))
	_, tail, ended := bytes.Cut(rest, []byte(end))
	if !found || !ended {
		log.Fatalf("%s must have the lines\n%s%s", os.Args[1], begin, end)
	}
	types, err := load()
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s%s\n", head, begin)
	write(&out, types)
	fmt.Fprintf(&out, "%s%s", end, tail)
	if err := os.WriteFile(os.Args[1], out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// load reads the types of the API by their names, and the enumerations that it takes from Kubernetes.
func load() (map[string]*doc.Type, error) {
	api, err := apidoc.Load("github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1")
	if err != nil {
		return nil, err
	}
	core, err := apidoc.Load("k8s.io/api/core/v1")
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"PullPolicy", "PersistentVolumeAccessMode"} {
		api.Types["corev1."+name] = core.Types[name]
	}
	return api.Types, nil
}

// field is one field as YAML knows it.
type field struct{ name, typ, text string }

// write writes every kind, and after each the structs that it is made of, in the order in which they are met.
func write(out *bytes.Buffer, types map[string]*doc.Type) {
	queue := slices.Clone(roots)
	seen := map[string]bool{"Metadata": true, "TypeMeta": true}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		t := types[name]
		if t == nil || seen[name] {
			continue
		}
		seen[name] = true
		fields, uses := fieldsOf(t, types)
		if len(fields) == 0 {
			continue
		}
		fmt.Fprintf(out, "#### %s\n\n%s\n\n| field | type | meaning |\n|---|---|---|\n", name, paragraph(t.Doc))
		for _, f := range fields {
			fmt.Fprintf(out, "| `%s` | %s | %s |\n", f.name, f.typ, f.text)
		}
		fmt.Fprintln(out)
		queue = slices.Concat(uses, queue)
	}
}

// fieldsOf are the fields of a struct, those of structs inlined in it among them, and the structs that they use.
func fieldsOf(t *doc.Type, types map[string]*doc.Type) (fields []field, uses []string) {
	structure := apidoc.Structure(t)
	if structure == nil {
		return nil, nil
	}
	for _, f := range structure.Fields.List {
		name, options := apidoc.JSON(f)
		typ, used := typeName(f.Type, types)
		switch {
		case strings.Contains(options, "inline") && used != "TypeMeta":
			inlined, more := fieldsOf(types[used], types)
			fields, uses = append(fields, inlined...), append(uses, more...)
		case name != "" && name != "-":
			if f.Doc.Text() == "" {
				log.Fatalf("the field %s of %s must have a doc comment", name, t.Name)
			}
			fields = append(fields, field{name, typ, paragraph(f.Doc.Text())})
			uses = append(uses, used)
		}
	}
	return fields, uses
}

// typeName is a type as a user thinks of it, and the type of ours that it is made of.
func typeName(expr ast.Expr, types map[string]*doc.Type) (shown, used string) {
	switch e := expr.(type) {
	case *ast.StarExpr:
		return typeName(e.X, types)
	case *ast.ArrayType:
		shown, used = typeName(e.Elt, types)
		return "list of " + shown, used
	case *ast.MapType:
		shown, used = typeName(e.Value, types)
		return "map of " + shown, used
	case *ast.SelectorExpr:
		name := e.X.(*ast.Ident).Name + "." + e.Sel.Name
		if t := types[name]; t != nil {
			return valueList(apidoc.Values(t)), ""
		}
		return name, ""
	case *ast.Ident:
		switch e.Name {
		case "int32", "int64":
			return "number", ""
		case "bool":
			return "true or false", ""
		}
		t := types[e.Name]
		if t == nil {
			return e.Name, ""
		}
		if values := apidoc.Values(t); len(values) > 0 {
			return valueList(values), ""
		}
		if apidoc.Structure(t) == nil {
			return typeName(t.Decl.Specs[0].(*ast.TypeSpec).Type, types)
		}
		if t.Name == "PodTemplate" { // its form is Kubernetes'
			return "[" + e.Name + "](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-template-v1/)", ""
		}
		if e.Name == "Metadata" {
			return "name, labels, annotations", ""
		}
		return "[" + e.Name + "](#" + strings.ToLower(e.Name) + ")", e.Name
	}
	return fmt.Sprintf("%T", expr), ""
}

// valueList is the values of an enumeration, for a cell of a table.
func valueList(values []apidoc.Value) string {
	shown := make([]string, len(values))
	for i, value := range values {
		shown[i] = "`" + value.Text + "`"
	}
	return strings.Join(shown, ", ")
}

// paragraph is a comment on one line, for a cell of a table.
func paragraph(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;").Replace(text)
}
