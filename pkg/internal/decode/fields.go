package decode

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

// fields are the fields of a struct by their names in JSON, inlined ones
// included.
type fields struct {
	names []string // sorted
	index map[string][]int
}

// known has the *fields of each struct type met so far.
var known sync.Map

func fieldsOf(t reflect.Type) *fields {
	if found, ok := known.Load(t); ok {
		return found.(*fields)
	}
	f := &fields{index: map[string][]int{}}
	f.add(t, nil, map[reflect.Type]bool{})
	for name := range f.index {
		f.names = append(f.names, name)
	}
	slices.Sort(f.names)
	known.Store(t, f)
	return f
}

// add adds the fields of t, which stands at an index of the outermost struct. As
// in encoding/json, a field hides those of the same name that stand deeper.
func (f *fields) add(t reflect.Type, at []int, within map[reflect.Type]bool) {
	if within[t] {
		return
	}
	within[t] = true
	defer delete(within, t)
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		index := append(slices.Clone(at), i)
		if inlined, ok := inlinedStruct(field); ok && name == "" {
			f.add(inlined, index, within)
			continue
		}
		if !field.IsExported() || field.Tag.Get("json") == "-" {
			continue
		}
		if name == "" {
			name = field.Name
		}
		if other, ok := f.index[name]; !ok || len(index) < len(other) {
			f.index[name] = index
		}
	}
}

func inlinedStruct(field reflect.StructField) (reflect.Type, bool) {
	t := field.Type
	if t.Kind() == reflect.Pointer && field.IsExported() {
		t = t.Elem()
	}
	return t, field.Anonymous && t.Kind() == reflect.Struct
}

// fieldByIndex is the field at an index; it makes the structs on the way that are
// inlined by pointer.
func fieldByIndex(v reflect.Value, index []int) reflect.Value {
	for _, i := range index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}
