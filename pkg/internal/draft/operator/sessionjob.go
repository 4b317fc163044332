package operator

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// newSessionJob is the app of a FlinkSessionJob.
func (a *app) newSessionJob() error {
	a.root, a.Kind = []any{"spec"}, v1alpha1.KindFlinkSessionJob
	from := a.spec(a.object)
	spec := map[string]any{}
	for _, field := range copied {
		switch topOf(field.from) {
		case "job", "restartNonce", "flinkConfiguration":
			if value, ok := get(from, field.from); ok {
				set(spec, field.to, value)
			}
		}
	}
	if nonce, ok := get(from, "job.autoscalerResetNonce"); ok {
		set(spec, "job.autoscaler", autoscaler(from, nonce))
	}
	words(from, "job.upgradeMode", spec, "job.upgradeMode", upgradeModes)
	words(from, "job.state", spec, "job.state", states)
	if session, ok := from["deploymentName"]; ok {
		spec["session"] = session
		if a.Labels[draft.TargetSession] == session {
			delete(a.Labels, draft.TargetSession)
		}
	}
	a.Spec = spec
	return a.settle()
}
