package main

import (
	"errors"
	"fmt"
	"go/ast"
	"strings"

	crdmarkers "sigs.k8s.io/controller-tools/pkg/crd/markers"
	"sigs.k8s.io/controller-tools/pkg/loader"
	"sigs.k8s.io/controller-tools/pkg/markers"
)

const api = "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// mark is what the markers of a field say, and those of the named text that it is of. The first part holds of the
// elements where the field is a list.
type mark struct {
	pattern          string
	minimum, maximum *int64
	examples         []string

	fallback           any
	required, optional bool

	// Of the name in a kind's metadata.
	namePattern   string
	nameMaxLength int
}

// The names of markers that are ours: the kinds share one type for their metadata, and not what their names may be.
const (
	nameMarkers   = "flinkustomize:validation:name:"
	nameMaxLength = nameMarkers + "MaxLength"
	namePattern   = nameMarkers + "Pattern"
)

func registry() (*markers.Registry, error) {
	all := &markers.Registry{}
	length, err := markers.MakeDefinition(nameMaxLength, markers.DescribesField, crdmarkers.MaxLength(0))
	if err != nil {
		return nil, err
	}
	pattern, err := markers.MakeDefinition(namePattern, markers.DescribesField, crdmarkers.Pattern(""))
	if err != nil {
		return nil, err
	}
	return all, errors.Join(crdmarkers.Register(all), all.Register(length), all.Register(pattern))
}

// fieldMarks are the markers of the API's fields, as Type.Field.
func fieldMarks() (map[string]mark, error) {
	known, err := registry()
	if err != nil {
		return nil, err
	}
	packages, err := loader.LoadRoots(api)
	if err != nil {
		return nil, err
	}
	types := map[string]*markers.TypeInfo{}
	err = markers.EachType(&markers.Collector{Registry: known}, packages[0], func(info *markers.TypeInfo) { types[info.Name] = info })
	if err != nil {
		return nil, err
	}
	if len(packages[0].Errors) > 0 {
		return nil, packages[0].Errors[0]
	}
	if err := allUsed(known, packages[0], types); err != nil {
		return nil, err
	}
	marks := map[string]mark{}
	for _, t := range types {
		for _, field := range t.Fields {
			path, m := t.Name+"."+field.Name, mark{}
			if named := types[textType(field.RawField.Type)]; named != nil {
				if err := m.add(named.Markers); err != nil {
					return nil, fmt.Errorf("%s: %w", path, err)
				}
			}
			if err := m.add(field.Markers); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			marks[path] = m
		}
	}
	return marks, nil
}

// allUsed reports markers that nobody would read: of an unknown name, or above nothing.
func allUsed(known *markers.Registry, in *loader.Package, types map[string]*markers.TypeInfo) error {
	written, read := 0, 0
	for _, file := range in.Syntax {
		for _, group := range file.Comments {
			if group == file.Doc {
				continue // markers of the package are for other generators
			}
			for _, comment := range group.List {
				text, ok := strings.CutPrefix(comment.Text, "// +")
				if !ok {
					continue
				}
				written++
				if known.Lookup("+"+text, markers.DescribesField) == nil {
					return fmt.Errorf("there is no marker such as +%s", text)
				}
			}
		}
	}
	for _, t := range types {
		read += count(t.Markers)
		for _, field := range t.Fields {
			read += count(field.Markers)
		}
	}
	if written == 0 || written != read {
		return fmt.Errorf("%d markers are written, of which %d stand above a type or a field", written, read)
	}
	return nil
}

func count(values markers.MarkerValues) int {
	n := 0
	for _, all := range values {
		n += len(all)
	}
	return n
}

// textType is the name of the type of a field, or of a list's elements.
func textType(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return textType(e.X)
	case *ast.ArrayType:
		return textType(e.Elt)
	}
	return ""
}

// add reads markers. That a list's are written with items: in their name is the rule of CRDs, too.
func (m *mark) add(values markers.MarkerValues) error {
	for name, all := range values {
		for _, value := range all {
			switch v := value.(type) {
			case crdmarkers.Pattern:
				if name == namePattern {
					m.namePattern = string(v)
				} else {
					m.pattern = string(v)
				}
			case crdmarkers.MaxLength:
				if name != nameMaxLength {
					return fmt.Errorf("the marker +%s is not among those that are read", name)
				}
				m.nameMaxLength = int(v)
			case crdmarkers.Minimum:
				m.minimum = whole(float64(v))
			case crdmarkers.Maximum:
				m.maximum = whole(float64(v))
			case crdmarkers.Default:
				m.fallback = v.Value
			case crdmarkers.Example:
				m.addExample(v.Value)
			case struct{}:
				m.required = m.required || name == "required"
				m.optional = m.optional || name == "optional"
			default:
				return fmt.Errorf("the marker +%s is not among those that are read", name)
			}
		}
	}
	return nil
}

// addExample adds an example, or the elements of one of a list.
func (m *mark) addExample(value any) {
	if list, ok := value.([]string); ok {
		m.examples = append(m.examples, list...)
		return
	}
	m.examples = append(m.examples, fmt.Sprint(value))
}

func whole(number float64) *int64 {
	n := int64(number)
	return &n
}
