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
	c := &credentials{}
	object := reflect.ValueOf(source.Value()).Elem()
	root := make(diagnostic.Path, 0, 16) // deeper than specs are
	c.errorf = source.MetadataErrorf
	c.value(root, "", object.FieldByName("Metadata"))
	c.errorf = source.SpecErrorf
	c.value(root, "", object.FieldByName("Spec"))
	return c.errs
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
	errorf Errorf
	errs   diagnostic.Findings
}

// found adds an error about a field. It copies the path, as [Checker.Add] does.
func (c *credentials) found(field diagnostic.Path, kind string) {
	c.errs = append(c.errs, c.errorf(slices.Clone(field), "%s", inPlainText(kind, insteadOfCredential(field))).Under(diagnostic.RuleCredential))
}

// Types of values that are not looked at field by field.
var (
	podTemplateType = reflect.TypeFor[*v1alpha1.PodTemplate]()
	envVarType      = reflect.TypeFor[v1alpha1.EnvVar]()
	textFileType    = reflect.TypeFor[v1alpha1.TextFile]()
	textsType       = reflect.TypeFor[[]string]()
)

// value looks at a value in the document; the name is what the user gave it: the key of a map. The path of each part is in the
// same place of memory, behind that of the whole.
func (c *credentials) value(field diagnostic.Path, name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		switch {
		case v.IsNil():
		case v.Type() == podTemplateType:
			c.podTemplate(field, v.Interface().(*v1alpha1.PodTemplate))
		default:
			c.value(field, name, v.Elem())
		}
	case reflect.Struct:
		switch v.Type() {
		case envVarType:
			c.text(field, name, v.Interface().(v1alpha1.EnvVar).Value)
		case textFileType:
			c.text(field, "", v.Interface().(v1alpha1.TextFile).Content)
		default:
			for _, m := range membersOf(v.Type()) {
				if m.name == "" { // inline
					c.value(field, "", v.Field(m.index))
				} else if member := v.Field(m.index); !member.IsZero() {
					c.value(append(field, path(m.name)...), "", member)
				}
			}
		}
	case reflect.Map: // the list is sorted in the end
		for all := v.MapRange(); all.Next(); {
			key := all.Key().String()
			c.value(append(field, path(key)...), key, all.Value())
		}
	case reflect.Slice:
		if v.Type() == textsType {
			c.list(field, v.Interface().([]string))
			return
		}
		for i := range v.Len() {
			c.value(append(field, diagnostic.Path{}.Index(i)...), "", v.Index(i))
		}
	case reflect.String:
		c.text(field, name, v.String())
	}
}

// member is a field of a struct that a document may set.
type member struct {
	index int
	name  string // in JSON; empty for one that is inlined
}

// members has the []member of each struct type met so far.
var members sync.Map

// membersOf are the fields of a struct that texts may be in.
func membersOf(t reflect.Type) []member {
	if known, ok := members.Load(t); ok {
		return known.([]member)
	}
	var all []member
	for i := range t.NumField() {
		field := t.Field(i)
		if !field.IsExported() {
			continue
		}
		switch field.Type.Kind() {
		case reflect.Pointer, reflect.Struct, reflect.Map, reflect.Slice, reflect.String:
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			all = append(all, member{i, name})
		}
	}
	members.Store(t, all)
	return all
}

func (c *credentials) text(field diagnostic.Path, name, text string) {
	if kind := credential.Entry(name, text); kind != "" {
		c.found(field, kind)
	}
}

// list looks at a list of texts, which may be a command.
func (c *credentials) list(field diagnostic.Path, list []string) {
	for i, text := range list {
		if kind := credential.Find(text); kind != "" {
			c.found(field.Index(i), kind)
			return
		}
	}
	if kind, i := credential.Arguments(list); kind != "" {
		c.found(field.Index(i), kind)
	}
}

func (c *credentials) podTemplate(field diagnostic.Path, template *v1alpha1.PodTemplate) {
	field = slices.Clone(field) // which the function below keeps
	for _, level := range template.Levels() {
		credential.Tree(level, func(way []credential.Step, kind string) { c.found(pathOf(field, way), kind) })
	}
}

// pathOf is the path that a way below p leads to.
func pathOf(p diagnostic.Path, way []credential.Step) diagnostic.Path {
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
