package application

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Render makes the objects of an application as one target sees it.
func Render(a *Target) ([]object.File, diagnostic.Findings) {
	application := *a.Application
	application.Job = job.Spec(&a.Job.Job)
	a.runsScript(application.Job)
	application.Options = append(a.options(), a.pythonOptions()...)
	application.Files = map[string]string{}
	for _, f := range a.files() {
		application.Files[f.name] = f.text.Content
	}
	whole := a.Target
	whole.Application = &application
	return cluster.Render(&whole)
}

// options are those of the operator that the fields of the job set.
func (a *Target) options() job.Options {
	field := path("job")
	o := job.OptionsOf(&a.Job.Job, field, a.Release)
	if health := a.Job.HealthCheck; health != nil {
		on, at := health.On(), field.Child("healthCheck")
		o.Switch("cluster.health-check.enabled", &on, at)
		if on {
			o.Number("cluster.health-check.restarts.threshold", health.Restarts, at.Child("restarts"))
			o.Text("cluster.health-check.restarts.window", health.RestartsWindow, at.Child("restartsWindow"))
			o.Switch("cluster.health-check.checkpoint-progress.enabled", health.CheckpointProgress, at.Child("checkpointProgress"))
			o.Text("cluster.health-check.checkpoint-progress.window", health.CheckpointProgressWindow, at.Child("checkpointProgressWindow"))
		}
	}
	if rollback := a.Job.Rollback; rollback != nil {
		on, at := rollback.On(), field.Child("rollback")
		o.Switch("deployment.rollback.enabled", &on, at)
		if on {
			o.Text("deployment.readiness.timeout", rollback.After, at.Child("after"))
		}
	}
	return o
}

// checkRendered says what is wrong with the pods that Flink makes of the application, and with its job. What a base beneath overlays
// lacks, they may bring.
func checkRendered(a *Target, files []object.File, known diagnostic.Findings) diagnostic.Findings {
	found := cluster.CheckRendered(&a.Target, files, known)
	if !a.Complete || !a.HasJob {
		return found
	}
	for _, file := range files {
		switch file.Object.(type) {
		case *v1beta1.FlinkDeployment, *v1beta1.FlinkBlueGreenDeployment:
			found = append(found, job.Rendered{
				Target: &a.Target.Target, Object: file.Object, Release: a.Release, Flink: a.Flink,
				Field: path("job"), Options: a.options(),
				HighAvailability: "spec.highAvailability.mode",
				Checkpoints:      "spec.storage.type or spec.checkpoints.directory",
				Savepoints:       "spec.storage.type or spec.savepoints.directory",
			}.Check(known)...)
		}
	}
	return found
}

func rendered(a *Target) claim.Rendered { return cluster.Rendered(&a.Target) }
