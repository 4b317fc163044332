// Package session implements the kind FlinkSession: a cluster, as package cluster renders it, and nothing else.
package session

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Kind is FlinkSession.
var Kind kind.Kind = &kind.Definition[v1alpha1.FlinkSession, cluster.Target, *cluster.Target]{
	KindName:         v1alpha1.KindFlinkSession,
	TreeFolder:       "flink",
	NameCheck:        cluster.CheckName,
	EntriesCheck:     checkEntries,
	PodTemplateCheck: checkPodTemplates,
	PresetGives:      func(preset v1alpha1.PresetSpec) bool { return preset.Session != nil },
	PresetCheck:      CheckPreset,
	Resolve: func(session resolve.Source[v1alpha1.FlinkSession], known kind.Known) (resolve.Targets[cluster.Target], diagnostic.Findings) {
		return Targets(session, known.Environments, known.Presets)
	},
	Check:               CheckTarget,
	Render:              cluster.Render,
	RenderedCheck:       cluster.CheckRendered,
	Rendered:            cluster.Rendered,
	Effective:           effective,
	FromSettings:        cluster.FromSettings,
	Inventory:           cluster.Inventory,
	FunctionConfigCheck: checkFunctionConfig,
	ReadFiles:           readLogFiles,
	Cluster:             (*cluster.Target).Registration,
}

// checkFunctionConfig refuses files with a logging configuration.
func checkFunctionConfig(session resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	var errs diagnostic.Findings
	logging := session.Object.Spec.LogConfiguration
	for _, name := range slices.Sorted(maps.Keys(logging)) {
		if file := logging[name]; file != nil && file.File != "" {
			errs = append(errs, session.SpecErrorf(diagnostic.Path{}.Child("logConfiguration", name, "file"), "must not be set in a functionConfig, "+
				"because a function reads no files: write the text instead, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig))
		}
	}
	return errs
}
