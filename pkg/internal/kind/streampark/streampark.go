// Package streampark is the kind StreamPark.
package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/render/console"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// Kind is StreamPark.
var Kind kind.Kind = &kind.Definition[v1alpha1.StreamPark, resolve.StreamPark, *resolve.StreamPark]{
	KindName:         v1alpha1.KindStreamPark,
	TreeFolder:       "streampark",
	NameCheck:        validate.StreamParkName,
	EntriesCheck:     validate.StreamParkEntries,
	PodTemplateCheck: validate.StreamParkPodTemplates,
	PresetGives:      func(preset v1alpha1.PresetSpec) bool { return preset.StreamPark != nil },
	PresetCheck:      validate.StreamParkPreset,
	Resolve: func(streamPark resolve.Source[v1alpha1.StreamPark], known kind.Known) (resolve.Targets[resolve.StreamPark], diagnostic.Findings) {
		return resolve.StreamParks(streamPark, known.Environments, known.Presets, known.Clusters)
	},
	Check:               validate.StreamPark,
	Render:              console.StreamPark,
	Rendered:            validate.OfStreamPark,
	RegistersClusters:   true,
	FunctionRefuses:     []string{"sessions"},
	FunctionConfigCheck: checkFunctionConfig,
}

// checkFunctionConfig refuses the names of sessions.
func checkFunctionConfig(streamPark resolve.Source[v1alpha1.StreamPark]) diagnostic.Findings {
	if len(streamPark.Object.Spec.Sessions) == 0 {
		return nil
	}
	return diagnostic.Findings{streamPark.SpecErrorf(diagnostic.Path{}.Child("sessions"), "must not stand in a functionConfig, for a function sees no "+
		"FlinkSessions: state them in spec.remoteClusters, or use flinkustomize generate").Under(diagnostic.RuleFunctionConfig)}
}
