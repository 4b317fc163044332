package sessionjob

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// effective is the job as one target sees it.
func effective(j *Target) *v1alpha1.FlinkSessionJob {
	spec := j.Spec
	spec.Preset, spec.Namespace, spec.Resources, spec.Environment, spec.Environments = "", j.Namespace, j.Resources, &j.Settings, nil
	return &v1alpha1.FlinkSessionJob{
		TypeMeta: v1alpha1.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: v1alpha1.KindFlinkSessionJob},
		Metadata: j.Metadata,
		Spec:     spec,
	}
}

// listed is what a job adds to the inventory: it has no pods of its own.
func listed(j *Target, _ []object.File) (inventory.Target, error) {
	entry := inventory.Target{OperatorVersion: j.Settings.OperatorVersion, Session: j.Spec.Session}
	if j.Spec.Job != nil {
		entry.UpgradeMode = string(j.Spec.Job.UpgradeMode)
	}
	return entry, nil
}
