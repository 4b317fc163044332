// Package session implements the kind FlinkSession: a cluster, as package cluster renders it, and nothing else.
package session

import (
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
	ReadFiles:           func(s *cluster.Target, read kind.ReadFile) diagnostic.Findings { return cluster.ReadLogFiles(s, read) },
	Cluster:             (*cluster.Target).Registration,
	Watched:             (*cluster.Target).Watched,
}

// checkFunctionConfig refuses files with a logging configuration.
func checkFunctionConfig(session resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	return kind.FilesInFunctionConfig(session.SpecErrorf, cluster.LogFiles(session.Object.Spec.Cluster))
}
