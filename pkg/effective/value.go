package effective

import (
	"encoding/json"
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
	text, err := json.Marshal(document)
	if err != nil {
		return made, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil { // JSON is YAML, whose nodes keep the order of the fields
		return made, err
	}
	made.document = root.Content[0]
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

// nodeAt is the node of a path; nil where there is none.
func nodeAt(node *yaml.Node, at diagnostic.Path) *yaml.Node {
	for _, element := range at {
		index, isIndex := element.Index()
		name, _ := element.Name()
		var next *yaml.Node
		switch {
		case isIndex && node.Kind == yaml.SequenceNode && index < len(node.Content):
			next = node.Content[index]
		case !isIndex && node.Kind == yaml.MappingNode:
			for i := 0; i+1 < len(node.Content); i += 2 {
				if node.Content[i].Value == name {
					next = node.Content[i+1]
				}
			}
		}
		if next == nil {
			return nil
		}
		node = next
	}
	return node
}

// walk collects the values of a spec.
type walk struct {
	spec      *Spec
	target    kind.Target
	common    *resolve.Target
	templates []template
}

// below adds the values of the entries of a map, and reports whether all of them are defaults.
func (w *walk) below(mapping *yaml.Node, at diagnostic.Path) bool {
	defaults := true
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		if !w.entry(key, value, at.Child(key.Value)) {
			defaults = false
		}
	}
	return defaults
}

// entry adds the values of one entry. The origin of what goes over more than one line stands behind the key.
func (w *walk) entry(key, node *yaml.Node, at diagnostic.Path) bool {
	switch {
	case len(node.Content) == 0:
		return w.add(node, node, at)
	case node.Kind == yaml.MappingNode:
		before := len(w.spec.Values)
		if !w.below(node, at) {
			return false
		}
		given := w.given(at)
		if len(given) == 0 {
			return true
		}
		w.spec.Values = slices.Insert(w.spec.Values, before, newValue(at, map[string]any{}, given))
		w.spec.places = slices.Insert(w.spec.places, before, key)
		return false
	case w.inTemplate(at) && node.Content[0].Kind == yaml.MappingNode:
		defaults := true
		for i, element := range node.Content {
			if element.Kind == yaml.MappingNode && !w.below(element, at.Index(i)) {
				defaults = false
			}
		}
		return defaults
	}
	return w.add(key, node, at)
}

// add adds one value, and reports whether it is a default.
func (w *walk) add(place, node *yaml.Node, at diagnostic.Path) bool {
	var value any
	_ = node.Decode(&value) // it was JSON
	given := w.given(at)
	if len(given) == 0 {
		given = w.fromSetting(node, at)
	}
	w.spec.Values = append(w.spec.Values, newValue(at, value, given))
	w.spec.places = append(w.spec.places, place)
	return len(given) == 0
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
