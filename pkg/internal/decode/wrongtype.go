package decode

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// plainName is a value that may be shown where it stands in the wrong place: others may be credentials.
var plainName = lazyregexp.New(`^[A-Za-z][A-Za-z0-9-]{0,40}$`)

// inPlaceOf says what to write for a value that stands in the place of a struct, after what is wrong with it.
func inPlaceOf(node *yaml.Node, t reflect.Type) string {
	main := mainField(t)
	switch {
	case t.Implements(hinter):
		if hint := reflect.Zero(t).Interface().(Hinter).Hint(""); hint != "" {
			return ": " + hint
		}
	case isFeature(t) && kindOf(node) == boolean && node.Value == "true":
		return ": write {} to turn it on"
	case isFeature(t) && kindOf(node) == boolean:
		return ": write {enabled: false} to turn it off"
	case main != "" && kindOf(node) == text && plainName.MatchString(node.Value):
		return fmt.Sprintf(": write {%s: %s}", main, node.Value)
	}
	if names := fieldsOf(t).names; node.Kind == yaml.ScalarNode && len(names) <= manyFields {
		return ": the fields are " + strings.Join(names, ", ")
	}
	return ""
}

// mainField is the field that a struct with a few words is about: the choice of a union, or a name.
func mainField(t reflect.Type) string {
	known := fieldsOf(t)
	for _, name := range known.names {
		if t.FieldByIndex(known.index[name]).Tag.Get("union") == "discriminator" {
			return name
		}
	}
	if _, ok := known.index["name"]; ok {
		return "name"
	}
	return ""
}

// isFeature reports whether a struct or a pointer to one is turned on by its being there, and off by its field enabled.
func isFeature(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	index, ok := fieldsOf(t).index["enabled"]
	return ok && t.FieldByIndex(index).Type == reflect.TypeFor[*bool]()
}

// entriesInPlaceOf says how a list is written as the map that there must be.
func entriesInPlaceOf(node *yaml.Node, t reflect.Type) string {
	switch {
	case kindOf(node) != list:
		return ""
	case t.Elem().Kind() == reflect.Struct:
		return ": write each as name: {}, without a dash"
	}
	return ": write each as name: value, without a dash"
}
