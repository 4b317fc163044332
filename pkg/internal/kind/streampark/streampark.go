// Package streampark implements the kind StreamPark: its levels, defaults, checks and typed Kubernetes objects. The code of one
// part of it, such as the database, the registration of Flink sessions or the Ingress, is in one file.
package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Kind is StreamPark.
var Kind kind.Kind = &kind.Definition[v1alpha1.StreamPark, Target, *Target]{
	KindName:         v1alpha1.KindStreamPark,
	TreeFolder:       "streampark",
	NameCheck:        checkName,
	EntriesCheck:     checkEntries,
	PodTemplateCheck: checkPodTemplates,
	PresetGives:      func(preset v1alpha1.PresetSpec) bool { return preset.StreamPark != nil },
	PresetCheck:      checkPreset,
	Resolve: func(streamPark resolve.Source[v1alpha1.StreamPark], known kind.Known) (resolve.Targets[Target], diagnostic.Findings) {
		return ResolveAll(streamPark, known.Environments, known.Presets, known.Clusters)
	},
	Check:               checkTarget,
	Render:              Render,
	RenderedCheck:       checkRendered,
	Rendered:            rendered,
	Effective:           effective,
	FromSettings:        fromSettings,
	Inventory:           listed,
	RegistersClusters:   true,
	FunctionRefuses:     []string{"sessions"},
	FunctionConfigCheck: checkFunctionConfig,
}

// checkFunctionConfig refuses the names of sessions.
func checkFunctionConfig(streamPark resolve.Source[v1alpha1.StreamPark]) diagnostic.Findings {
	if len(streamPark.Object.Spec.Sessions) == 0 {
		return nil
	}
	return diagnostic.Findings{streamPark.SpecErrorf(diagnostic.Path{}.Child("sessions"), "must not be set in a functionConfig, because a function sees no "+
		"FlinkSessions: state them in spec.remoteClusters, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig)}
}
