// Package flinkoperator implements the kind FlinkOperator: the Flink Kubernetes Operator of one Kubernetes cluster, as Flux or Argo
// CD installs it from the chart of the release. No chart is copied: the objects name it, and give it values.
package flinkoperator

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Kind is FlinkOperator.
var Kind kind.Kind = &kind.Definition[v1alpha1.FlinkOperator, Target, *Target]{
	KindName:         v1alpha1.KindFlinkOperator,
	TreeFolder:       "operators",
	NameCheck:        cluster.CheckName,
	EntriesCheck:     checkEntries,
	PodTemplateCheck: func(resolve.Source[v1alpha1.FlinkOperator]) diagnostic.Findings { return nil }, // it has none
	PresetGives:      func(v1alpha1.PresetSpec) bool { return false },
	PresetCheck:      func(resolve.Source[v1alpha1.Preset]) diagnostic.Findings { return nil },
	Resolve: func(o resolve.Source[v1alpha1.FlinkOperator], known kind.Known) (resolve.Targets[Target], diagnostic.Findings) {
		targets, errs := levels.Targets(o, known.Environments, known.Presets)
		for _, target := range targets.All() {
			target.operated = known.Operated
		}
		return targets, errs
	},
	Check:            checkTarget,
	Render:           render,
	RenderedCheck:    func(*Target, []object.File, diagnostic.Findings) diagnostic.Findings { return nil },
	Rendered:         rendered,
	Effective:        effective,
	Inventory:        listed,
	OperatesClusters: true,
}

// checkEntries refuses an operator with more options than can be handled in reasonable time.
func checkEntries(source resolve.Source[v1alpha1.FlinkOperator]) diagnostic.Findings {
	return check.TooMany(source.SpecErrorf, path("defaultConfiguration"), len(source.Object.Spec.DefaultConfiguration))
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
