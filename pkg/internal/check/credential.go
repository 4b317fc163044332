package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

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
		c.value(nil, "", reflect.ValueOf(source.Value()).Elem().FieldByName(name))
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
	found func(field diagnostic.Path, kind string)
}

// value looks at a value in the document; the name is what the user gave it: the key of a map.
func (c *credentials) value(field diagnostic.Path, name string, v reflect.Value) {
	if v.IsZero() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if template, ok := v.Interface().(*v1alpha1.PodTemplate); ok {
			c.podTemplate(field, template)
			return
		}
		c.value(field, name, v.Elem())
	case reflect.Struct:
		switch text := v.Interface().(type) {
		case v1alpha1.EnvVar:
			c.text(field, name, text.Value)
		case v1alpha1.TextFile:
			c.text(field, "", text.Content)
		default:
			c.fields(field, v)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() { // the list is sorted in the end
			c.value(field.Child(key.String()), key.String(), v.MapIndex(key))
		}
	case reflect.Slice:
		if list, ok := v.Interface().([]string); ok {
			c.list(field, list)
			return
		}
		for i := range v.Len() {
			c.value(field.Index(i), "", v.Index(i))
		}
	case reflect.String:
		c.text(field, name, v.String())
	}
}

func (c *credentials) fields(field diagnostic.Path, v reflect.Value) {
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			continue
		}
		member := v.Type().Field(i)
		if !member.IsExported() {
			continue
		}
		switch name, _, _ := strings.Cut(member.Tag.Get("json"), ","); name {
		case "":
			c.value(field, "", v.Field(i)) // inline
		default:
			c.value(field.Child(name), "", v.Field(i))
		}
	}
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
	for _, level := range template.Levels() {
		credential.Tree(level, func(way []credential.Step, kind string) {
			c.found(slices.Concat(field, pathOf(way)), kind)
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
