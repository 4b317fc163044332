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
	errs := check.PodTemplates(source.Document, source.SpecErrorf, cluster.TemplatesOf(source.Object.Spec.Cluster), root)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, check.PodTemplates(source.Document, source.SpecErrorf, cluster.TemplatesOf(partial.Cluster), root.Child("environments", name))...)
	}
	return errs
}
