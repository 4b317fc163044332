package check

import (
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// Override is a field of a pod template that Flink or the operator replaces without a word, and what to set instead.
type Override struct {
	Path    []string
	Instead string
}

// Given reports whether a template has the field.
func (o Override) Given(tree map[string]any) bool {
	value := any(tree)
	for _, name := range o.Path {
		child, _ := value.(map[string]any)
		if value = child[name]; value == nil {
			return false
		}
	}
	return true
}

// PodTemplates checks the pod templates of a partial spec; at is where that stands in the document, from spec on.
func PodTemplates(document *decode.Document, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding, templates map[string]*v1alpha1.PodTemplate, at diagnostic.Path) diagnostic.Findings {
	var errs diagnostic.Findings
	for role, template := range templates { // the list is sorted in the end
		if template == nil {
			continue
		}
		field := at
		if role != "" {
			field = at.Child(role)
		}
		field = field.Child("podTemplate")
		for _, level := range template.Levels() {
			if n := entries(level); n > maxEntries {
				errs = append(errs, errorf(field[1:], "must have at most %d entries in its lists, such as those of containers, volumes and variables, not %d", maxEntries, n).Under(diagnostic.RulePodTemplate))
			}
		}
		if document != nil {
			errs = append(errs, decode.StrictInto(document, field, &corev1.PodTemplateSpec{}, isDirective)...)
		}
	}
	return errs
}

// entries counts those of all lists of objects in a tree.
func entries(value any) int {
	n := 0
	switch v := value.(type) {
	case map[string]any:
		for _, child := range v {
			n += entries(child)
		}
	case []any:
		for _, element := range v {
			if _, ok := element.(map[string]any); ok {
				n += 1 + entries(element)
			}
		}
	}
	return n
}

// isDirective reports whether a key belongs to Kubernetes' strategic merge and to no field.
func isDirective(key string) bool {
	return key == "$patch" || key == "$retainKeys" || strings.HasPrefix(key, "$setElementOrder/") || strings.HasPrefix(key, "$deleteFromPrimitiveList/")
}
