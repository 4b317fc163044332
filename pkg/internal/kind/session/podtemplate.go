package session

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkPodTemplates checks every pod template of a FlinkSession against core/v1: fields that do not exist and values of
// another type. Templates that a Go program made have been checked by its compiler.
func checkPodTemplates(source resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	root := path("spec")
	errs := check.PodTemplates(source.Document, source.SpecErrorf, templatesOf(&source.Object.Spec), root)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, check.PodTemplates(source.Document, source.SpecErrorf, templatesOf(&partial), root.Child("environments", name))...)
	}
	return errs
}

// templatesOf are the pod templates of a partial spec, by the field that they belong to.
func templatesOf(spec *v1alpha1.FlinkSessionSpec) map[string]*v1alpha1.PodTemplate {
	templates := cluster.TemplatesOf(spec.Cluster)
	if spec.SQLGateway != nil {
		templates["sqlGateway"] = spec.SQLGateway.PodTemplate
	}
	return templates
}
