package job

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// upgradeModes and states are the spellings of the operator.
var (
	upgradeModes = map[v1alpha1.UpgradeMode]v1beta1.UpgradeMode{
		v1alpha1.UpgradeModeStateless: v1beta1.UpgradeModeStateless,
		v1alpha1.UpgradeModeLastState: v1beta1.UpgradeModeLastState,
		v1alpha1.UpgradeModeSavepoint: v1beta1.UpgradeModeSavepoint,
	}
	states = map[v1alpha1.JobState]v1beta1.JobState{
		v1alpha1.JobStateRunning:   v1beta1.JobStateRunning,
		v1alpha1.JobStateSuspended: v1beta1.JobStateSuspended,
	}
)

// Spec is the job as the operator's resources have it. An upgrade mode and a state that Check refuses are left out.
func Spec(job *v1alpha1.Job) *v1beta1.JobSpec {
	spec := &v1beta1.JobSpec{
		JarURI:                 job.JarURI,
		EntryClass:             job.EntryClass,
		Args:                   job.Args,
		Parallelism:            job.Parallelism,
		UpgradeMode:            upgradeModes[job.UpgradeMode],
		State:                  states[job.State],
		AllowNonRestoredState:  job.AllowNonRestoredState,
		InitialSavepointPath:   job.InitialSavepointPath,
		SavepointRedeployNonce: job.SavepointRedeployNonce,
		SavepointTriggerNonce:  job.SavepointTriggerNonce,
		CheckpointTriggerNonce: job.CheckpointTriggerNonce,
	}
	if job.Autoscaler != nil {
		spec.AutoscalerResetNonce = job.Autoscaler.ResetNonce
	}
	return spec
}
