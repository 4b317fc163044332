// Package application implements the kind FlinkApplication: a cluster, as package cluster renders it, and its job, of which package
// job knows what jobs of sessions have too.
package application

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/alertrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// Kind is FlinkApplication. Its documents have a folder of their own beside that of sessions: one name may be that of a session in
// one namespace and of an application in another, and package claim sees two of one namespace.
var Kind kind.Kind = &kind.Definition[v1alpha1.FlinkApplication, Target, *Target]{
	KindName:         v1alpha1.KindFlinkApplication,
	TreeFolder:       "applications",
	NameCheck:        cluster.CheckName,
	EntriesCheck:     checkEntries,
	PodTemplateCheck: checkPodTemplates,
	PresetGives:      func(preset v1alpha1.PresetSpec) bool { return preset.Application != nil },
	PresetCheck:      checkPreset,
	Resolve: func(application resolve.Source[v1alpha1.FlinkApplication], known kind.Known) (resolve.Targets[Target], diagnostic.Findings) {
		return levels.Targets(application, known.Environments, known.Presets)
	},
	Check:         checkTarget,
	Render:        Render,
	RenderedCheck: checkRendered,
	Rendered:      rendered,
	Effective:     effective,
	FromSettings:  cluster.FromSettings,
	FunctionConfigCheck: func(application resolve.Source[v1alpha1.FlinkApplication]) diagnostic.Findings {
		return kind.FilesInFunctionConfig(application.SpecErrorf, files(application.Object.Spec))
	},
	ReadFiles: readFiles,
	Inventory: func(a *Target, files []object.File) (inventory.Target, error) {
		entry, err := cluster.Inventory(&a.Target, files)
		entry.UpgradeMode = string(a.Job.UpgradeMode)
		return entry, err
	},
	Cluster: func(a *Target) (cluster.Registration, bool) { return a.Target.Registration() },
	Watched: func(a *Target) (alertrule.App, bool) { return a.Target.Watched() },
}
