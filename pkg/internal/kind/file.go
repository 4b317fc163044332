package kind

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// FilesInFunctionConfig refuses files that a functionConfig names.
func FilesInFunctionConfig(errorf check.Errorf, files []cluster.NamedFile) diagnostic.Findings {
	var errs diagnostic.Findings
	for _, file := range files {
		errs = append(errs, errorf(file.Field.Child("file"), "must not be set in a functionConfig, because a function reads no files: "+
			"write the text instead, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
	}
	return errs
}

// FilesInPreset refuses files that a field of a preset names.
func FilesInPreset(preset resolve.Source[v1alpha1.Preset], field string, files []cluster.NamedFile) diagnostic.Findings {
	var errs diagnostic.Findings
	for _, file := range files {
		errs = append(errs, preset.SpecErrorf(slices.Concat(diagnostic.Path{}.Child(field), file.Field), "must be text in a preset, not the file %s: files belong to %ss",
			diagnostic.Quote(file.Name), field).Under(diagnostic.RulePreset))
	}
	return errs
}
