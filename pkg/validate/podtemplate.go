package validate

import (
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// PodTemplates checks every pod template of a FlinkSession against core/v1: fields that do not exist and values of
// another type. Templates that a Go program made have been checked by its compiler.
func PodTemplates(source resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	root := path("spec")
	errs := podTemplates(source.Document, source.SpecErrorf, templatesOf(source.Object.Spec.Cluster), root)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, podTemplates(source.Document, source.SpecErrorf, templatesOf(partial.Cluster), root.Child("environments", name))...)
	}
	return errs
}

// StreamParkPodTemplates checks every pod template of a StreamPark as PodTemplates does.
func StreamParkPodTemplates(source resolve.Source[v1alpha1.StreamPark]) diagnostic.Findings {
	root := path("spec")
	errs := podTemplates(source.Document, source.SpecErrorf, map[string]*v1alpha1.PodTemplate{"": source.Object.Spec.PodTemplate}, root)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, podTemplates(source.Document, source.SpecErrorf, map[string]*v1alpha1.PodTemplate{"": partial.PodTemplate}, root.Child("environments", name))...)
	}
	return errs
}

// templatesOf are the pod templates of a partial spec, by the role that they belong to.
func templatesOf(spec v1alpha1.Cluster) map[string]*v1alpha1.PodTemplate {
	templates := map[string]*v1alpha1.PodTemplate{"": spec.PodTemplate}
	if spec.JobManager != nil {
		templates["jobManager"] = spec.JobManager.PodTemplate
	}
	if spec.TaskManager != nil {
		templates["taskManager"] = spec.TaskManager.PodTemplate
	}
	return templates
}

// podTemplates checks the pod templates of a partial spec; at is where that stands in the document, from spec on.
func podTemplates(document *decode.Document, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding, templates map[string]*v1alpha1.PodTemplate, at diagnostic.Path) diagnostic.Findings {
	var errs diagnostic.Findings
	for role, template := range templates { // the list is sorted in the end
		field := at
		if role != "" {
			field = at.Child(role)
		}
		if template == nil {
			continue
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

// isDirective tells whether a key belongs to Kubernetes' strategic merge and to no field.
func isDirective(key string) bool {
	return key == "$patch" || key == "$retainKeys" || strings.HasPrefix(key, "$setElementOrder/") || strings.HasPrefix(key, "$deleteFromPrimitiveList/")
}
