// Package field says what the Go types of v1alpha1 know of the values of a tree: how the levels of precedence merge them, and in
// which order people write them.
package field

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
)

// Shape is how a later level of precedence changes a value: see the table of package merge.
type Shape int

const (
	// Whole values are replaced: scalars, lists, and types that read their own JSON. So is what no type is known of.
	Whole Shape = iota

	// Struct merges field by field.
	Struct

	// Map merges by its keys.
	Map

	// Template is a pod template, which merges strategically.
	Template
)

// Type is that of a value; its zero value is of one that nothing is known of.
type Type struct{ of reflect.Type }

// Spec is the type of the spec of a kind's documents.
func Spec(kind string) Type {
	if kind == v1alpha1.KindEnvironment {
		return Type{reflect.TypeFor[v1alpha1.EnvironmentSpec]()}
	}
	k, ok := registry.Named(kind)
	if !ok {
		return Type{}
	}
	spec, _ := reflect.TypeOf(k.New()).Elem().FieldByName("Spec")
	return Type{spec.Type}
}

var (
	podTemplate = reflect.TypeFor[v1alpha1.PodTemplate]()
	unmarshaler = reflect.TypeFor[json.Unmarshaler]()
)

// elem is the type without pointers.
func (t Type) elem() reflect.Type {
	of := t.of
	for of != nil && of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	return of
}

// Shape is how values of the type merge.
func (t Type) Shape() Shape {
	switch of := t.elem(); {
	case of == nil:
	case of == podTemplate:
		return Template
	case reflect.PointerTo(of).Implements(unmarshaler):
	case of.Kind() == reflect.Struct:
		return Struct
	case of.Kind() == reflect.Map:
		return Map
	}
	return Whole
}

// Child is the type of what stands under a key of a struct or a map, or in a list, whose elements have no key.
func (t Type) Child(key string) Type {
	of := t.elem()
	switch {
	case of == nil:
	case of.Kind() == reflect.Map || of.Kind() == reflect.Slice:
		return Type{of.Elem()}
	case t.Shape() == Struct:
		for name, child := range fields(of) {
			if name == key {
				return Type{child.Type}
			}
		}
	}
	return Type{}
}

// Has reports whether it is a struct with a field of that name.
func (t Type) Has(key string) bool { return t.Shape() == Struct && t.Child(key).of != nil }

// Names are those of a struct's fields, in the order of the reference.
func (t Type) Names() []string {
	if t.Shape() != Struct {
		return nil
	}
	var names []string
	for name := range fields(t.elem()) {
		names = append(names, name)
	}
	return names
}

// Discriminator is what chooses the member of a union, in Union.
const Discriminator = "discriminator"

// Union is what a field of a struct is in the union that the struct is: its Discriminator, or the value of that to which the member
// belongs. It is empty for a field that is no part of a union.
func (t Type) Union(key string) string {
	if t.Shape() == Struct {
		for name, child := range fields(t.elem()) {
			if name == key {
				return child.Tag.Get("union")
			}
		}
	}
	return ""
}

var highAvailability = reflect.TypeFor[v1alpha1.HighAvailability]()

// Off is what says of a feature that it is off, whatever lower levels say; nil for what is no feature.
func (t Type) Off() map[string]any {
	switch {
	case t.elem() == highAvailability:
		return map[string]any{"mode": string(v1alpha1.HighAvailabilityNone)}
	case t.Has("enabled"):
		return map[string]any{"enabled": false}
	}
	return nil
}

// fields are those of a struct by their names in JSON; those of an embedded one stand beside the others.
func fields(of reflect.Type) func(yield func(string, reflect.StructField) bool) {
	var all func(of reflect.Type, yield func(string, reflect.StructField) bool) bool
	all = func(of reflect.Type, yield func(string, reflect.StructField) bool) bool {
		for i := range of.NumField() {
			field := of.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			switch {
			case !field.IsExported():
			case name == "" && field.Anonymous:
				if !all(field.Type, yield) {
					return false
				}
			case !yield(name, field):
				return false
			}
		}
		return true
	}
	return func(yield func(string, reflect.StructField) bool) { all(of, yield) }
}
