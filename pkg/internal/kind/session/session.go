// Package session is the kind FlinkSession.
package session

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/render"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// Kind is FlinkSession.
var Kind kind.Kind = &kind.Definition[v1alpha1.FlinkSession, resolve.Session, *resolve.Session]{
	KindName:         v1alpha1.KindFlinkSession,
	TreeFolder:       "flink",
	NameCheck:        validate.SessionName,
	EntriesCheck:     validate.SessionEntries,
	PodTemplateCheck: validate.PodTemplates,
	PresetGives:      func(preset v1alpha1.PresetSpec) bool { return preset.Session != nil },
	PresetCheck:      validate.SessionPreset,
	Resolve: func(session resolve.Source[v1alpha1.FlinkSession], known kind.Known) (resolve.Targets[resolve.Session], diagnostic.Findings) {
		return resolve.Sessions(session, known.Environments, known.Presets)
	},
	Check:               validate.Session,
	Render:              render.Session,
	Rendered:            validate.OfSession,
	FunctionConfigCheck: checkFunctionConfig,
	ReadFiles:           readLogFiles,
	Cluster:             (*resolve.Session).Cluster,
}

// checkFunctionConfig refuses files with a logging configuration.
func checkFunctionConfig(session resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	var errs diagnostic.Findings
	logging := session.Object.Spec.LogConfiguration
	for _, name := range slices.Sorted(maps.Keys(logging)) {
		if file := logging[name]; file != nil && file.File != "" {
			errs = append(errs, session.SpecErrorf(diagnostic.Path{}.Child("logConfiguration", name, "file"), "must not stand in a functionConfig, "+
				"for a function reads no files: write the text in its place, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
		}
	}
	return errs
}
