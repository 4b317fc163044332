package lint

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// shape is what the values of a Go type look like in JSON, as a CRD made of the type says it.
type shape struct {
	form   form
	fields map[string]*shape // of a struct
	names  []string          // of the fields, sorted
	of     *shape            // the values of a map, the elements of a list
}

// form is what a value must be; its text is how messages say it.
type form string

const (
	anything    form = ""
	mapping     form = "a mapping"
	list        form = "a list"
	text        form = "a string"
	boolean     form = "true or false"
	integer     form = "a whole number"
	number      form = "a number"
	intOrText   form = "a string or a whole number" // int-or-string of CRDs
	optionMap   form = "a map of options"
	podTemplate form = "a pod template" // a mapping, of which releases have more and more fields
)

// shapes are those of the types met so far.
var shapes sync.Map

func shapeOf(t reflect.Type) *shape {
	if found, ok := shapes.Load(t); ok {
		return found.(*shape)
	}
	s := makeShape(t)
	shapes.Store(t, s)
	return s
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

func makeShape(t reflect.Type) *shape {
	switch t {
	case reflect.TypeFor[resource.Quantity](), reflect.TypeFor[intstr.IntOrString]():
		return &shape{form: intOrText}
	case reflect.TypeFor[metav1.Time](), reflect.TypeFor[metav1.MicroTime]():
		return &shape{form: text}
	case reflect.TypeFor[corev1.PodTemplateSpec]():
		s := structShape(t)
		s.form = podTemplate
		for _, name := range []string{"apiVersion", "kind"} { // the CRD has a whole pod here
			s.fields[name] = &shape{form: text}
		}
		s.fields["status"] = &shape{}
		return s
	}
	if reflect.PointerTo(t).Implements(unmarshaler) {
		return &shape{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return shapeOf(t.Elem())
	case reflect.Struct:
		return structShape(t)
	case reflect.Map:
		return &shape{form: mapping, of: shapeOf(t.Elem())}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return &shape{form: text}
		}
		return &shape{form: list, of: shapeOf(t.Elem())}
	case reflect.String:
		return &shape{form: text}
	case reflect.Bool:
		return &shape{form: boolean}
	case reflect.Float32, reflect.Float64:
		return &shape{form: number}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return &shape{form: integer}
	}
	return &shape{}
}

func structShape(t reflect.Type) *shape {
	s := &shape{form: mapping, fields: map[string]*shape{}}
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
		case name == "" && field.Anonymous:
			for inlined, of := range shapeOf(field.Type).fields {
				s.fields[inlined] = of
			}
		case name == "flinkConfiguration":
			s.fields[name] = &shape{form: optionMap}
		default:
			s.fields[name] = shapeOf(field.Type)
		}
	}
	for name := range s.fields {
		s.names = append(s.names, name)
	}
	slices.Sort(s.names)
	return s
}
