package decode

import (
	"reflect"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Depth is how many elements of a path a Go value sets, from the first on: what Document.Locate finds in a document. A
// struct's field is set where it is not zero. What has a form of its own in JSON sets all that is below it.
func Depth(value any, p diagnostic.Path) int {
	v := indirect(reflect.ValueOf(value))
	for depth, element := range p {
		if v.IsValid() && reflect.PointerTo(v.Type()).Implements(unmarshaler) {
			return len(p)
		}
		if v = indirect(below(v, element)); !v.IsValid() {
			return depth
		}
	}
	return len(p)
}

// below is the value at one element of a path; invalid where it is not set.
func below(v reflect.Value, element diagnostic.Element) reflect.Value {
	name, isName := element.Name()
	index, _ := element.Index()
	switch {
	case v.Kind() == reflect.Slice && !isName && index < v.Len():
		return v.Index(index)
	case v.Kind() == reflect.Map && isName && v.Type().Key().Kind() == reflect.String:
		return v.MapIndex(reflect.ValueOf(name).Convert(v.Type().Key()))
	case v.Kind() == reflect.Struct && isName:
		at, ok := fieldsOf(v.Type()).index[name]
		if !ok {
			return reflect.Value{}
		}
		field, err := v.FieldByIndexErr(at)
		if err != nil || field.IsZero() {
			return reflect.Value{}
		}
		return field
	}
	return reflect.Value{}
}

// indirect is what a pointer points at; a nil one that a map holds sets its key.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	return v
}
