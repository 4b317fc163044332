// Package sessionjob implements the kind FlinkSessionJob: a job, as package job checks and renders it, in a session cluster,
// against which package sessioncluster holds it.
package sessionjob

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Kind is FlinkSessionJob.
var Kind kind.Kind = &kind.Definition[v1alpha1.FlinkSessionJob, Target, *Target]{
	KindName:         v1alpha1.KindFlinkSessionJob,
	TreeFolder:       "jobs",
	NameCheck:        cluster.CheckName,
	EntriesCheck:     checkEntries,
	PodTemplateCheck: func(resolve.Source[v1alpha1.FlinkSessionJob]) diagnostic.Findings { return nil }, // it has none
	PresetGives:      func(preset v1alpha1.PresetSpec) bool { return preset.SessionJob != nil },
	PresetCheck:      checkPreset,
	Resolve: func(job resolve.Source[v1alpha1.FlinkSessionJob], known kind.Known) (resolve.Targets[Target], diagnostic.Findings) {
		targets, errs := levels.Targets(job, known.Environments, known.Presets)
		for _, target := range targets.All() {
			target.sessions = known.Sessions
		}
		return targets, errs
	},
	Check:         checkTarget,
	Render:        render,
	RenderedCheck: checkRendered,
	Rendered:      rendered,
	Effective:     effective,
	FromSettings:  map[string]string{"namespace": "namespace"},
	Inventory:     listed,
	JoinsClusters: true,
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
