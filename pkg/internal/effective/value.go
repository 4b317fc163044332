package effective

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// masked stands in the place of a credential.
const masked = "***"

// newSpec is a target with the origins of its values. The settings get the name of their environment, so that what is shown
// stands for itself.
func newSpec(k kind.Kind, target kind.Target) (Spec, error) {
	common := target.Common()
	made := Spec{Kind: k.Name(), Name: common.Metadata.Name, Environment: common.EnvironmentName}
	common.Settings.Name = common.EnvironmentName
	document := target.Effective()
	templates, err := flattenTemplates(document)
	if err != nil {
		return made, err
	}
	if made.document, err = nodeOf(reflect.ValueOf(document)); err != nil {
		return made, err
	}
	for _, credential := range check.Credentials(k.Document(document)) {
		if node := nodeAt(made.document, credential.Path); node != nil {
			*node = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: masked}
		}
	}
	w := &walk{spec: &made, target: target, common: common, templates: templates}
	at := diagnostic.Path{}.Child("spec")
	w.below(nodeAt(made.document, at), at)
	return made, nil
}

// walk collects the values of a spec.
type walk struct {
	spec      *Spec
	target    kind.Target
	common    *resolve.Target
	templates []template
}

// below adds the values of the entries of a map, and reports whether a level gives any of them.
func (w *walk) below(mapping *yaml.Node, at diagnostic.Path) (given bool) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		given = w.entry(key, value, at.Child(key.Value)) || given
	}
	return given
}

// entry adds the values of one entry, and reports whether a level gives any of them. The origin of what goes over more than
// one line stands behind the key; that of a map only where nothing in it says who gives the map.
func (w *walk) entry(key, node *yaml.Node, at diagnostic.Path) bool {
	switch {
	case len(node.Content) == 0:
		return w.add(node, node, at)
	case node.Kind == yaml.MappingNode:
		before := len(w.spec.Values)
		if w.below(node, at) {
			return true
		}
		given := w.given(at)
		if len(given) > 0 {
			w.spec.Values = slices.Insert(w.spec.Values, before, newValue(at, map[string]any{}, given))
			w.spec.places = slices.Insert(w.spec.places, before, key)
		}
		return len(given) > 0
	case w.inTemplate(at) && node.Content[0].Kind == yaml.MappingNode:
		given := false
		for i, element := range node.Content {
			given = w.below(element, at.Index(i)) || given
		}
		return given
	}
	return w.add(key, node, at)
}

// add adds one value, and reports whether a level gives it.
func (w *walk) add(place, node *yaml.Node, at diagnostic.Path) bool {
	var value any
	_ = node.Decode(&value) // which it was made of
	given := w.given(at)
	from := given
	if len(given) == 0 {
		from = w.fromSetting(node, at)
	}
	w.spec.Values = append(w.spec.Values, newValue(at, value, from))
	w.spec.places = append(w.spec.places, place)
	return len(given) > 0
}

func newValue(at diagnostic.Path, value any, given []resolve.Given) Value {
	v := Value{Path: at.String(), Value: value, Origin: Origin{Level: Default}}
	for i, g := range given {
		from := Origin{Level: g.Level, File: g.File, Line: g.Line}
		if g.Shipped {
			from.File = ""
		}
		if i == 0 {
			v.Origin = from
		} else {
			v.Over = append(v.Over, from)
		}
	}
	return v
}

// given are the levels that give a value, the highest first.
func (w *walk) given(at diagnostic.Path) []resolve.Given {
	field := at[1:]
	if name, _ := field[0].Name(); name == "environment" {
		return w.common.GivenSetting(field[1:])
	}
	for _, t := range w.templates {
		if len(field) > len(t.at) && field[:len(t.at)].Compare(t.at) == 0 {
			return t.given(w.common.Given(t.at), field[len(t.at):])
		}
	}
	return w.common.Given(field)
}

// fromSetting are the levels that give the setting which a field is by default.
func (w *walk) fromSetting(node *yaml.Node, at diagnostic.Path) []resolve.Given {
	setting := w.target.FromSettings()[at[1:].String()]
	if setting == "" {
		return nil
	}
	path := diagnostic.Path{}.Child(strings.Split(setting, ".")...)
	other := nodeAt(w.spec.document, slices.Concat(diagnostic.Path{}.Child("spec", "environment"), path))
	if other == nil || !sameValue(node, other) {
		return nil
	}
	return w.common.GivenSetting(path)
}

func sameValue(a, b *yaml.Node) bool {
	var left, right any
	return a.Decode(&left) == nil && b.Decode(&right) == nil && reflect.DeepEqual(left, right)
}

func (w *walk) inTemplate(at diagnostic.Path) bool {
	return slices.ContainsFunc(w.templates, func(t template) bool {
		return len(at) > len(t.at)+1 && at[1:][:len(t.at)].Compare(t.at) == 0
	})
}
