package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Credentials refuses credentials in plain text in every text of a document, whether the tree takes it or not: all who may
// read the repository, ConfigMaps or pods could read them. No error repeats a value.
func Credentials(source resolve.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	look := func(name string, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) {
		c := credentials{found: func(field diagnostic.Path, kind string) {
			errs = append(errs, errorf(field, "%s", inPlainText(kind, insteadOfCredential(field))).Under(diagnostic.RuleCredential))
		}}
		c.value("", reflect.ValueOf(source.Value()).Elem().FieldByName(name))
	}
	look("Metadata", source.MetadataErrorf)
	look("Spec", source.SpecErrorf)
	return errs
}

func inPlainText(kind, instead string) string {
	return fmt.Sprintf("must not hold %s in plain text, which all who may read the repository could read: %s", kind, instead)
}

// WithoutRepeats leaves out of the errors what else is wrong with fields that hold credentials: that is mended with them,
// and could repeat them.
func WithoutRepeats(errs, credentials diagnostic.Findings) diagnostic.Findings {
	if len(credentials) == 0 {
		return errs
	}
	return append(slices.DeleteFunc(slices.Clone(errs), func(e diagnostic.Finding) bool {
		return slices.ContainsFunc(credentials, func(c diagnostic.Finding) bool {
			return e.Position == c.Position && e.Subject == c.Subject && e.Path.Compare(c.Path) == 0
		})
	}), credentials...)
}

// credentials goes through the texts of a typed document.
type credentials struct {
	field diagnostic.Path // that is being looked at; what is found has a copy
	found func(field diagnostic.Path, kind string)
}

var (
	envVarType   = reflect.TypeFor[v1alpha1.EnvVar]()
	textFileType = reflect.TypeFor[v1alpha1.TextFile]()
	textsType    = reflect.TypeFor[[]string]()
)

// value looks at a value in the document; the name is what the user gave it: the key of a map.
func (c *credentials) value(name string, v reflect.Value) {
	if v.IsZero() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if template, ok := v.Interface().(*v1alpha1.PodTemplate); ok {
			c.podTemplate(template)
			return
		}
		c.value(name, v.Elem())
	case reflect.Struct:
		switch v.Type() {
		case envVarType:
			c.text(name, v.Interface().(v1alpha1.EnvVar).Value)
		case textFileType:
			c.text("", v.Interface().(v1alpha1.TextFile).Content)
		default:
			c.members(v)
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); { // the list is sorted in the end
			key := entries.Key().String()
			c.below(diagnostic.NameElement(key), key, entries.Value())
		}
	case reflect.Slice:
		if v.Type() == textsType {
			c.list(v.Interface().([]string))
			return
		}
		for i := range v.Len() {
			c.below(diagnostic.IndexElement(i), "", v.Index(i))
		}
	case reflect.String:
		c.text(name, v.String())
	}
}

// below is value for one that a step of the path leads to.
func (c *credentials) below(step diagnostic.Element, name string, v reflect.Value) {
	c.field = append(c.field, step)
	c.value(name, v)
	c.field = c.field[:len(c.field)-1]
}

func (c *credentials) members(v reflect.Value) {
	for _, m := range membersOf(v.Type()) {
		if m.name == "" {
			c.value("", v.Field(m.index)) // inline
		} else if value := v.Field(m.index); !value.IsZero() {
			c.below(diagnostic.NameElement(m.name), "", value)
		}
	}
}

// member is an exported field of a struct, with its name in JSON.
type member struct {
	index int
	name  string
}

var members sync.Map // of each struct type met so far

func membersOf(t reflect.Type) []member {
	if known, ok := members.Load(t); ok {
		return known.([]member)
	}
	var all []member
	for i := range t.NumField() {
		if field := t.Field(i); field.IsExported() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			all = append(all, member{i, name})
		}
	}
	members.Store(t, all)
	return all
}

func (c *credentials) text(name, text string) {
	if kind := credential.Entry(name, text); kind != "" {
		c.found(slices.Clone(c.field), kind)
	}
}

// list looks at a list of texts, which may be a command.
func (c *credentials) list(list []string) {
	for i, text := range list {
		if kind := credential.Find(text); kind != "" {
			c.found(c.field.Index(i), kind)
			return
		}
	}
	if kind, i := credential.Arguments(list); kind != "" {
		c.found(c.field.Index(i), kind)
	}
}

func (c *credentials) podTemplate(template *v1alpha1.PodTemplate) {
	for _, level := range template.Levels() {
		credential.Tree(level, func(way []credential.Step, kind string) {
			c.found(slices.Concat(c.field, pathOf(way)), kind)
		})
	}
}

func pathOf(way []credential.Step) diagnostic.Path {
	var p diagnostic.Path
	for _, step := range way {
		if step.Index >= 0 {
			p = p.Index(step.Index)
		} else {
			p = p.Child(step.Key)
		}
	}
	return p
}

// TextCredential refuses a credential in a file that a field names.
func TextCredential(content string, field diagnostic.Path) error {
	if kind := credential.Find(content); kind != "" {
		return fmt.Errorf("%s", inPlainText(kind, insteadOfCredential(field)))
	}
	return nil
}
