package effective

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// template is a pod template of a spec, whose lists merge, so that a part of it may come from each level.
type template struct {
	at     diagnostic.Path // below spec
	levels []map[string]any
	flat   map[string]any
}

// flattenTemplates makes one level of those of each pod template of a spec.
func flattenTemplates(document v1alpha1.Spec) ([]template, error) {
	var all []template
	err := eachTemplate(reflect.ValueOf(document).Elem().FieldByName("Spec"), nil, func(at diagnostic.Path, p *v1alpha1.PodTemplate) error {
		t := template{at: at, levels: p.Levels(), flat: podtemplate.Flatten(p.Levels())}
		all = append(all, t)
		text, err := json.Marshal(t.flat)
		if err != nil {
			return err
		}
		*p = v1alpha1.PodTemplate{}
		return p.UnmarshalJSON(text)
	})
	return all, err
}

// eachTemplate calls a function for each pod template in a struct.
func eachTemplate(v reflect.Value, at diagnostic.Path, do func(diagnostic.Path, *v1alpha1.PodTemplate) error) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		at := at
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" {
			at = at.Child(name)
		}
		value := v.Field(i)
		if value.Kind() == reflect.Pointer {
			if template, ok := value.Interface().(*v1alpha1.PodTemplate); ok && template != nil {
				if err := do(at, template); err != nil {
					return err
				}
				continue
			}
			value = value.Elem()
		}
		if value.Kind() == reflect.Struct {
			if err := eachTemplate(value, at, do); err != nil {
				return err
			}
		}
	}
	return nil
}

// given are the levels that give what is in the template, of those that give any of it.
func (t template) given(any []resolve.Given, field diagnostic.Path) []resolve.Given {
	if len(any) != len(t.levels) {
		return any
	}
	var all []resolve.Given
	for i, level := range slices.Backward(t.levels) {
		if found, ok := podtemplate.Find(level, t.flat, field); ok {
			all = append(all, any[len(t.levels)-1-i].Below(found))
		}
	}
	return all
}
