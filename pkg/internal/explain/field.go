package explain

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Field is a field of a kind, or the kind itself.
type Field struct {
	// Path from the kind on, such as FlinkSession.spec.storage.
	Path string `json:"path"`

	// Name is the last part of the path. It may hold dots.
	Name string `json:"name"`

	// Type as YAML has it, such as "string or number", "list of string" or "map of object".
	Type string `json:"type"`

	Description string `json:"description"`
	Required    bool   `json:"required,omitempty"`
	Default     any    `json:"default,omitempty"`

	// Values are those that are allowed, all values that fit where there are none.
	Values []Value `json:"values,omitempty"`

	// Pattern is a regular expression that text must fit; Minimum and Maximum bound a number.
	Pattern string `json:"pattern,omitempty"`
	Minimum string `json:"minimum,omitempty"`
	Maximum string `json:"maximum,omitempty"`

	Examples []any `json:"examples,omitempty"`

	// Fields of an object, of the items of a list or of the values of a map, sorted by name.
	Fields []Field `json:"fields,omitempty"`
}

// Value is an allowed value.
type Value struct {
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
}

// fieldOf follows a path through the schema of a kind. A list is passed by, and in a map any name is a key.
func fieldOf(kind string, path []string, recursive bool) (*Field, error) {
	d := documentOf(kind)
	at, field := d.node, d.describe(d.node, kind, false)
	field.Path = kind
	for len(path) > 0 {
		next, name, required := d.below(at, path)
		if next == nil {
			_, parent := d.values(at)
			return nil, noField(field.Path, path[0], parent)
		}
		whole := field.Path + "." + name
		at, field = next, d.describe(next, name, required)
		field.Path = whole
		path = path[strings.Count(name, ".")+1:]
	}
	d.addFields(&field, at, recursive, nil)
	return &field, nil
}

// below is the field that a path leads to first, and its name, of which there may be dots in; nil where there is none.
func (d document) below(n *node, path []string) (below *node, name string, required bool) {
	_, parent := d.values(n)
	for length := range path {
		name := strings.Join(path[:length+1], ".")
		if below, ok := parent.Properties[name]; ok {
			return below, name, slices.Contains(parent.Required, name)
		}
	}
	if parent.Additional.node != nil && path[0] != "" {
		return parent.Additional.node, path[0], false
	}
	return nil, "", false
}

// noField says which fields there are.
func noField(name, part string, parent *node) error {
	fields := slices.Sorted(maps.Keys(parent.Properties))
	switch near := diagnostic.Suggest(part, fields); {
	case len(fields) == 0:
		return fmt.Errorf("%s has no fields", name)
	case near != "":
		return fmt.Errorf("%s has no field %s: did you mean %s?", name, diagnostic.Quote(part), diagnostic.Quote(near))
	}
	return fmt.Errorf("%s has no field %s, but %s", name, diagnostic.Quote(part), strings.Join(fields, ", "))
}

// values are the fields' own schema: behind references, and for a list that of its items.
func (d document) values(n *node) (typ string, values *node) {
	n = d.resolved(n)
	if n.Items != nil {
		of, items := d.values(n.Items)
		return "list of " + of, items
	}
	typ = "string" // of a constant
	if len(n.Type) > 0 {
		typ = strings.Join(n.Type, ", ")
		if last := len(n.Type) - 1; last > 0 {
			typ = strings.Join(n.Type[:last], ", ") + " or " + n.Type[last]
		}
	}
	if typ == "object" && len(n.Properties) == 0 && n.Additional.node != nil {
		of, _ := d.values(n.Additional.node)
		return "map of " + of, n
	}
	return typ, n
}

// describe says of a field all but where it is and what is below it.
func (d document) describe(n *node, name string, required bool) Field {
	typ, _ := d.values(n)
	behind := d.resolved(n)
	f := Field{Name: name, Type: typ, Required: required, Description: n.Description, Default: behind.Default, Pattern: behind.Pattern, Examples: behind.Examples}
	if f.Description == "" {
		f.Description = behind.Description
	}
	if n.Default != nil {
		f.Default = n.Default
	}
	listed := behind
	if behind.Items != nil {
		listed = d.resolved(behind.Items)
	}
	for i, value := range listed.Enum {
		v := Value{Value: value}
		if i < len(listed.EnumDescriptions) {
			v.Description = listed.EnumDescriptions[i]
		}
		f.Values = append(f.Values, v)
	}
	if behind.Const != nil {
		f.Values = []Value{{Value: fmt.Sprint(behind.Const)}}
	}
	if behind.Minimum != nil {
		f.Minimum = behind.Minimum.String()
	}
	if behind.Maximum != nil {
		f.Maximum = behind.Maximum.String()
	}
	return f
}

// addFields adds the fields below one, all of them where recursive, but none within itself.
func (d document) addFields(f *Field, n *node, recursive bool, around []*node) {
	_, parent := d.values(n)
	path := f.Path
	if len(parent.Properties) == 0 && parent.Additional.node != nil {
		_, parent = d.values(parent.Additional.node)
		path += ".<key>"
	}
	if slices.Contains(around, parent) {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(parent.Properties)) {
		below := parent.Properties[name]
		child := d.describe(below, name, slices.Contains(parent.Required, name))
		child.Path = path + "." + name
		if recursive {
			d.addFields(&child, below, true, append(around, parent))
		}
		f.Fields = append(f.Fields, child)
	}
}
