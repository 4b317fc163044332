package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/.ci/apidoc"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// builder makes the schemas of the types that one file needs.
type builder struct {
	api   *apidoc.Package
	marks map[string]mark               // of fields, as Type.Field
	enums map[string][]apidoc.Value     // of types of other packages, as package.Type
	own   map[reflect.Type]textOrObject // types that read their own JSON
	defs  map[string]*schema
}

// textOrObject is the form of a type that reads its own JSON: text, or an object with the members of one of these forms, all of
// them required. Without forms it is any object, and no text.
type textOrObject [][]string

// place is where a type stands, when that makes a difference.
type place struct {
	suffix    string              // of the names of definitions
	without   map[string][]string // fields that must not stand there, by type
	anyMember bool                // a union may have members of several types
}

var (
	inDocument    = place{suffix: "InDocument", without: map[string][]string{"EnvironmentSpec": {"name"}}}
	inEnvironment = place{suffix: "InEnvironment", without: map[string][]string{"EnvironmentSpec": {"name"}}}
	inPreset      = place{suffix: "InPreset", anyMember: true, without: map[string][]string{"EnvironmentSpec": {"name"}}}
)

// places are the fields below which another place begins.
var places = map[string]place{
	"Environment.Spec":       inDocument,
	"PresetSpec.Environment": inPreset,
}

// init adds the specs of every kind, of which a preset has a part.
func init() {
	for part := range reflect.TypeFor[v1alpha1.PresetSpec]().Fields() {
		if part.Type.Kind() != reflect.Pointer || part.Type == reflect.TypeFor[*v1alpha1.EnvironmentSpec]() {
			continue
		}
		spec := part.Type.Elem().Name()
		inEnvironment.without[spec] = []string{"environments"}
		inPreset.without[spec] = []string{"preset", "resources", "environment", "environments"}
		places[spec+".Environments"], places["PresetSpec."+part.Name] = inEnvironment, inPreset
	}
}

// matters reports whether a struct, or one that it is made of, is not the same there as elsewhere.
func (at place) matters(t reflect.Type, seen map[reflect.Type]bool) bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return false
	}
	seen[t] = true
	if at.without[t.Name()] != nil {
		return true
	}
	for i := range t.NumField() {
		field := t.Field(i)
		if at.anyMember && field.Tag.Get("union") != "" || at.matters(field.Type, seen) {
			return true
		}
	}
	return false
}

// structure refers to the definition of a struct, and makes it when it is not there.
func (b *builder) structure(t reflect.Type, at place) *schema {
	name := t.Name()
	if at.matters(t, map[reflect.Type]bool{}) {
		name += at.suffix
	}
	if b.defs[name] == nil {
		b.defs[name] = &schema{} // types may be recursive
		*b.defs[name] = *b.object(t, at)
	}
	return &schema{Ref: "#/$defs/" + name}
}

// object is the schema of a struct in full.
func (b *builder) object(t reflect.Type, at place) *schema {
	documented := b.api.Types[t.Name()]
	if documented == nil {
		panic(fmt.Sprintf("%s must be a documented type of the API", t))
	}
	s := &schema{
		Description: strings.Join(strings.Fields(documented.Doc), " "), Type: "object",
		Properties: map[string]*schema{}, AdditionalProperties: false,
	}
	for i := range t.NumField() {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && field.Type != reflect.TypeFor[v1alpha1.TypeMeta]() {
			maps.Copy(s.Properties, b.object(field.Type, at).Properties) // inlined
		}
		if field.Anonymous || name == "" || slices.Contains(at.without[t.Name()], name) {
			continue
		}
		s.Properties[name] = b.field(t, field, at)
		// What must be there does not depend on the level of precedence here, so that markers may say otherwise than the tag.
		if m := b.marks[t.Name()+"."+field.Name]; (!strings.Contains(options, "omitempty") || m.required) && !m.optional {
			s.Required = append(s.Required, name)
		}
	}
	if !at.anyMember {
		s.DependentSchemas = members(t)
	}
	return s
}

// keys are the maps that have certain keys only.
var keys = map[string][]string{
	"Cluster.LogConfiguration": {v1beta1.LogConfigLog4j, v1beta1.LogConfigLogback},
}

// members ties each member of a union to the type that it belongs to, where a type is given beside it.
func members(t reflect.Type) map[string]*schema {
	var discriminator string
	owners := map[string]string{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		switch union := t.Field(i).Tag.Get("union"); union {
		case "":
		case "discriminator":
			discriminator = name
		default:
			owners[name] = union
		}
	}
	var dependent map[string]*schema
	for member, owner := range owners {
		if dependent == nil {
			dependent = map[string]*schema{}
		}
		dependent[member] = &schema{Properties: map[string]*schema{discriminator: {Const: owner}}}
	}
	return dependent
}

// field is the schema of a struct's field, with what its comment and its markers say.
func (b *builder) field(t reflect.Type, field reflect.StructField, at place) *schema {
	path := t.Name() + "." + field.Name
	if other, ok := places[path]; ok {
		at = other
	}
	s := b.value(field.Type, at)
	if names := keys[path]; names != nil {
		s.Properties = map[string]*schema{}
		for _, name := range names {
			s.Properties[name] = s.AdditionalProperties.(*schema)
		}
		s.AdditionalProperties = false
	}
	s.Description = b.api.Comment(t.Name(), field.Name)
	m := b.marks[path]
	s.Default = m.fallback
	if value, ok := s.Default.(string); ok && s.Enum != nil && !slices.Contains(s.Enum, value) {
		panic(fmt.Sprintf("%s must have one of its values as the default, not %q", path, value))
	}
	if s.Items != nil && s.Items.Ref == "" {
		s.Items.mark(path, m)
	} else {
		s.mark(path, m)
	}
	return s
}

// mark adds what markers say of a value.
func (s *schema) mark(path string, m mark) {
	types, _ := s.Type.([]string)
	if text := slices.Equal(types, plainText); !text && (m.pattern != "" || m.examples != nil) {
		panic(path + " has a pattern or an example, and is no text")
	}
	if (m.minimum != nil || m.maximum != nil) && s.Type != "integer" {
		panic(path + " has a minimum or a maximum, and is no whole number")
	}
	s.Examples, s.Minimum, s.Maximum = m.examples, m.minimum, m.maximum
	if m.pattern != "" {
		s.withPattern(m.pattern)
	}
}

func (s *schema) withPattern(pattern string) {
	s.Pattern = pattern
	if !admitsNumbers(pattern) {
		s.Type = "string"
	}
}

// numbers are of the forms that numbers have in YAML.
var numbers = []string{"0", "1", "1.5", "0.5", "1000"}

// admitsNumbers reports whether some number is of the pattern. If none is, the field's value must be text.
func admitsNumbers(pattern string) bool {
	return slices.ContainsFunc(numbers, regexp.MustCompile(pattern).MatchString)
}

// A number in YAML is taken as the text that it is written as. In a map, so are true and false; elsewhere they are
// mistakes that an editor had better show.
var (
	plainText = []string{"string", "number"}
	mapText   = []string{"string", "number", "boolean"}
)

// value is the schema of a value.
func (b *builder) value(t reflect.Type, at place) *schema {
	if form, ok := b.own[t]; ok {
		return b.ownForm(t, form)
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		panic(fmt.Sprintf("%s reads its own JSON: its form must be known", t))
	}
	switch t.Kind() {
	case reflect.Pointer:
		return b.value(t.Elem(), at)
	case reflect.Struct:
		return b.structure(t, at)
	case reflect.Map:
		return &schema{Type: "object", AdditionalProperties: b.mapValue(t.Elem(), at)}
	case reflect.Slice:
		return &schema{Type: "array", Items: b.value(t.Elem(), at)}
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.Int32, reflect.Int64:
		return &schema{Type: "integer"}
	case reflect.String:
		if t.PkgPath() == "" {
			return &schema{Type: plainText}
		}
		return b.enumeration(t)
	}
	panic(fmt.Sprintf("%s has no rule", t))
}

// mapValue is the schema of a map's value, where a pointer may be null, which removes the key.
func (b *builder) mapValue(t reflect.Type, at place) *schema {
	s := b.value(t, at)
	if types, ok := s.Type.([]string); ok && slices.Equal(types, plainText) {
		s.Type = slices.Clone(mapText)
	}
	if t.Kind() == reflect.Pointer {
		if s.Ref != "" {
			panic(fmt.Sprintf("%s must not be a map's value", t))
		}
		return s.orNull()
	}
	return s
}

func (b *builder) ownForm(t reflect.Type, forms textOrObject) *schema {
	s := &schema{Type: "object"}
	if documented := b.api.Types[t.Name()]; documented != nil {
		s.Description = strings.Join(strings.Fields(documented.Doc), " ")
	}
	if len(forms) == 0 {
		return s
	}
	s.Type = append(slices.Clone(mapText), "object")
	s.Properties, s.AdditionalProperties = map[string]*schema{}, false
	if len(forms) == 1 {
		s.Required = forms[0]
	} else {
		s.If, s.Then = &schema{Type: "object"}, &schema{}
		for _, form := range forms {
			one := &schema{Required: form, Properties: map[string]*schema{}, AdditionalProperties: false}
			for _, name := range form {
				one.Properties[name] = &schema{}
			}
			s.Then.OneOf = append(s.Then.OneOf, one)
		}
	}
	for _, name := range slices.Concat(forms...) {
		field := strings.ToUpper(name[:1]) + name[1:]
		s.Properties[name] = &schema{Description: b.api.Comment(t.Name(), field), Type: "string", MinLength: 1}
	}
	return s
}

// enumeration is the schema of a named string type.
func (b *builder) enumeration(t reflect.Type) *schema {
	values := b.enums[t.String()]
	if documented := b.api.Types[t.Name()]; values == nil && documented != nil {
		values = apidoc.Values(documented)
	}
	if len(values) == 0 {
		panic(fmt.Sprintf("%s must have values", t))
	}
	s := &schema{Type: "string"}
	for _, value := range values {
		s.Enum = append(s.Enum, value.Text)
		s.EnumDescriptions = append(s.EnumDescriptions, value.Doc)
	}
	return s
}
