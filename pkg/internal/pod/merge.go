package pod

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// merged is a pod template with the fields that its parts come from.
type merged struct {
	byName bool // lists of elements with names are merged by those, and not by position

	// origins are the fields that parts come from, by their paths in the tree. What is below one comes from below its origin;
	// what is below none, from below the root.
	origins map[string]diagnostic.Path
	root    diagnostic.Path
}

// commonTemplate is the field of the template of both roles.
var commonTemplate = diagnostic.Path{}.Child("spec", "podTemplate")

// mergeTemplates merges the template of a role over the common one, as the operator does: objects by their fields, lists by
// position, and so that what a list of values has already stays. A list may be merged by the names of its elements instead.
// The template that comes out may be one of both, and must not be changed.
func mergeTemplates(common, ofRole *corev1.PodTemplateSpec, role string, byName bool) (*corev1.PodTemplateSpec, *merged, error) {
	m := &merged{byName: byName, root: commonTemplate}
	if common != nil && ofRole == nil { // as of most clusters
		return common, m, nil
	}
	at := diagnostic.Path{}.Child("spec", role, "podTemplate")
	if common == nil {
		m.root = at
		if ofRole == nil {
			ofRole = &corev1.PodTemplateSpec{}
		}
		return ofRole, m, nil
	}
	tree, err := treeOf(common)
	if err != nil {
		return nil, nil, err
	}
	over, err := treeOf(ofRole)
	if err != nil {
		return nil, nil, err
	}
	m.origins = map[string]diagnostic.Path{}
	m.object(tree, over, nil, at)
	template := &corev1.PodTemplateSpec{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(tree, template); err != nil {
		return nil, nil, fmt.Errorf("the templates do not merge to a pod template: %w", err)
	}
	return template, m, nil
}

// treeOf is a template without the nulls and empty objects that only the Go types put there.
func treeOf(template *corev1.PodTemplateSpec) (map[string]any, error) {
	tree, err := runtime.DefaultUnstructuredConverter.ToUnstructured(template)
	if err != nil {
		return nil, err
	}
	withoutNulls(tree)
	return tree, nil
}

func withoutNulls(value any) {
	switch value := value.(type) {
	case map[string]any:
		for key, child := range value {
			if child == nil {
				delete(value, key)
				continue
			}
			withoutNulls(child)
		}
	case []any:
		for _, element := range value {
			withoutNulls(element)
		}
	}
}

func (m *merged) object(to, from map[string]any, at, origin diagnostic.Path) {
	for key, value := range from {
		at, origin := at.Child(key), origin.Child(key)
		switch have := to[key].(type) {
		case []any:
			if list, ok := value.([]any); ok {
				to[key] = m.list(have, list, at, origin)
				continue
			}
		case map[string]any:
			if object, ok := value.(map[string]any); ok {
				m.object(have, object, at, origin)
				continue
			}
		}
		to[key] = value
		m.origins[at.String()] = origin
	}
}

func (m *merged) list(to, from []any, at, origin diagnostic.Path) []any {
	named := m.byName && allNamed(to) && allNamed(from)
	for i, element := range from {
		place := i
		if named {
			place = len(to)
			for j, have := range to {
				if have.(map[string]any)["name"] == element.(map[string]any)["name"] {
					place = j
				}
			}
		}
		if place >= len(to) {
			m.origins[at.Index(len(to)).String()] = origin.Index(i)
			to = append(to, element)
			continue
		}
		have, isObject := to[place].(map[string]any)
		if object, ok := element.(map[string]any); ok && isObject {
			m.object(have, object, at.Index(place), origin.Index(i))
		}
	}
	return to
}

func allNamed(list []any) bool {
	for _, element := range list {
		object, ok := element.(map[string]any)
		if _, named := object["name"]; !ok || !named {
			return false
		}
	}
	return true
}

// origin is the field that a part of the template comes from.
func (m *merged) origin(at diagnostic.Path) diagnostic.Path {
	for n := len(at); n > 0; n-- {
		if from, ok := m.origins[at[:n].String()]; ok {
			return append(from[:len(from):len(from)], at[n:]...)
		}
	}
	return append(m.root[:len(m.root):len(m.root)], at...)
}
