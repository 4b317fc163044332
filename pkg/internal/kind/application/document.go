package application

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkEntries refuses an application with more variables, options or files than can be handled in reasonable time. Nothing else of
// it need be looked at then.
func checkEntries(source resolve.Source[v1alpha1.FlinkApplication]) diagnostic.Findings {
	errs := entries(source.SpecErrorf, source.Object.Spec, nil)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, entries(source.SpecErrorf, partial, path("environments", name))...)
	}
	return errs
}

func entries(errorf check.Errorf, spec v1alpha1.FlinkApplicationSpec, at diagnostic.Path) diagnostic.Findings {
	errs := cluster.CheckEntries(errorf, spec.Cluster, at)
	if spec.Job != nil && spec.Job.Python != nil {
		errs = append(errs, check.TooMany(errorf, at.Child("job", "python", "files"), len(spec.Job.Python.Files))...)
	}
	return errs
}

// checkPodTemplates checks every pod template of an application against core/v1: fields that do not exist and values of another
// type. Templates that a Go program made have been checked by its compiler.
func checkPodTemplates(source resolve.Source[v1alpha1.FlinkApplication]) diagnostic.Findings {
	root := path("spec")
	errs := check.PodTemplates(source.Document, source.SpecErrorf, cluster.TemplatesOf(source.Object.Spec.Cluster), root)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, check.PodTemplates(source.Document, source.SpecErrorf, cluster.TemplatesOf(partial.Cluster), root.Child("environments", name))...)
	}
	return errs
}

// checkPreset checks that a preset gives to applications nothing that only an application can say, and the values that it gives.
func checkPreset(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	given := *source.Object
	if given.Spec.Application != nil {
		own := *given.Spec.Application
		if errs := entries(source.SpecErrorf, own, path("application")); len(errs) > 0 {
			return errs
		}
		errs = append(errs, check.PodTemplates(source.Document, source.SpecErrorf, cluster.TemplatesOf(own.Cluster), path("spec", "application"))...)
		errs = append(errs, preset.Refuse(source, "application", own.Preset != "", own.Resources != nil, own.Environment != nil, own.Environments != nil)...)
		own.Preset, own.Resources, own.Environment, own.Environments = "", nil, nil, nil
		errs = append(errs, kind.FilesInPreset(source, "application", files(own))...)
		given.Spec.Application = &own
	}
	source.Object = &given
	application, found := levels.Preset(source)
	return append(append(errs, found...), checkTarget(application)...)
}

// files are those that a partial spec names.
func files(spec v1alpha1.FlinkApplicationSpec) []cluster.NamedFile {
	named := cluster.LogFiles(spec.Cluster)
	if spec.Job == nil {
		return named
	}
	if python, at := spec.Job.Python, path("job", "python"); python != nil {
		named = append(named, cluster.NamedFiles(map[string]*v1alpha1.TextFile{"script": python.Script, "requirements": python.Requirements}, at)...)
		named = append(named, cluster.NamedFiles(python.Files, at.Child("files"))...)
	}
	if sql := spec.Job.SQL; sql != nil {
		named = append(named, cluster.NamedFiles(map[string]*v1alpha1.TextFile{"script": sql.Script}, path("job", "sql"))...)
	}
	return slices.Clip(named)
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
