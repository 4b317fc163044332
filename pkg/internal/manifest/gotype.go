package manifest

import (
	"reflect"
	"strings"
	"sync"

	"sigs.k8s.io/structured-merge-diff/v6/value"
)

// goType is what is known of a Go type, once for all values of it.
type goType struct {
	of      reflect.Type
	kind    reflect.Kind
	own     *value.TypeReflectCacheEntry // of a type that says itself what it becomes, or nil
	once    sync.Once                    // for what follows: types may contain themselves
	element *goType                      // of a pointer, a list or a map
	fields  []goField                    // of a struct

	zeroOnce sync.Once
	zero     any   // what the zero value becomes
	zeroErr  error // of that
}

// goField is a field of a struct as JSON has it.
type goField struct {
	*goType
	index     int
	name      string                   // empty for a struct whose fields stand beside the others
	omitEmpty bool                     // leave out an empty value
	omitZero  func(reflect.Value) bool // nil, or reports whether to leave a value out
}

var goTypes sync.Map // *goType by their reflect.Type

func goTypeOf(t reflect.Type) *goType {
	if known, ok := goTypes.Load(t); ok {
		return known.(*goType)
	}
	made := &goType{of: t, kind: t.Kind()}
	if entry := value.TypeReflectEntryOf(t); entry.CanConvertToUnstructured() {
		made.own = entry
	}
	known, _ := goTypes.LoadOrStore(t, made)
	return known.(*goType)
}

// inside returns the type with what it is made of.
func (t *goType) inside() *goType {
	t.once.Do(func() {
		switch t.kind {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			t.element = goTypeOf(t.of.Elem())
		case reflect.Struct:
			t.fields = fieldsOf(t.of)
		}
	})
	return t
}

// zeroTree is what the zero value becomes.
func (t *goType) zeroTree() (any, error) {
	t.zeroOnce.Do(func() {
		t.zero, _, t.zeroErr = new(Converter).value(reflect.New(t.of).Elem(), t, spot{depth: 2}, nil, nil)
	})
	return t.zero, t.zeroErr
}

func fieldsOf(t reflect.Type) []goField {
	var all []goField
	for i := range t.NumField() {
		of := t.Field(i)
		name, options, _ := strings.Cut(of.Tag.Get("json"), ",")
		if name == "-" && options == "" || !of.IsExported() && !of.Anonymous {
			continue
		}
		if name == "" && (!of.Anonymous || of.Type.Kind() != reflect.Struct) {
			name = of.Name
		}
		field := goField{goType: goTypeOf(of.Type), index: i, name: name}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "omitempty":
				field.omitEmpty = true
			case "omitzero":
				field.omitZero = value.OmitZeroFunc(of.Type)
			}
		}
		all = append(all, field)
	}
	return all
}

// omits reports whether a value is left out.
func (f *goField) omits(v reflect.Value) bool {
	if f.omitEmpty {
		switch f.kind {
		case reflect.String, reflect.Map, reflect.Slice, reflect.Array:
			if v.Len() == 0 {
				return true
			}
		case reflect.Pointer, reflect.Interface:
			if v.IsNil() {
				return true
			}
		case reflect.Struct: // is never empty
		default:
			if v.IsZero() {
				return true
			}
		}
	}
	return f.omitZero != nil && f.omitZero(v)
}
