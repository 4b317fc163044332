package sessionjob

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
)

// checkRendered holds the FlinkSessionJob against its session, at the fields of the spec. What a base beneath overlays lacks,
// they may bring.
func checkRendered(j *Target, files []object.File, known diagnostic.Findings) diagnostic.Findings {
	if !j.Complete {
		return nil
	}
	spec := job.Rendered{
		Target: &j.Target, Field: path("job"), Reference: path("session"), Options: j.options(), OwnConfiguration: true,
		Checkpoints: "spec.storage in the FlinkSession", Savepoints: "spec.storage in the FlinkSession",
	}
	var found diagnostic.Findings
	for _, file := range files {
		made, err := manifest.From(file.Object)
		if err != nil {
			continue // which package generation says
		}
		if rendered, ok := sessioncluster.JobOf(&j.Target, made); ok {
			found = append(found, spec.AtFields(rendered.Check(j.sessions), known)...)
		}
	}
	return found
}
