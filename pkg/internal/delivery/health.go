package delivery

import (
	_ "embed"

	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/flux"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// What Flux and Argo CD know of Flink's custom resources does not do. Flux (kstatus) takes each for ready as soon as its generation
// is observed; Argo CD, up to 3.5, a FlinkDeployment as soon as it is submitted, and a FlinkSessionJob as soon as it is there. The
// states are those of the operator since 1.6, and since 1.14 for blue/green; an object without one was not seen by it yet.

// notObserved means that the operator has not seen what was applied; it reports that of FlinkDeployments since 1.8.
const notObserved = "has(status.observedGeneration) && status.observedGeneration != metadata.generation"

// healthCheckExprs are those of Flux by kind.
var healthCheckExprs = map[string]flux.HealthCheckExpr{
	v1beta1.KindFlinkDeployment: {
		APIVersion: v1beta1.GroupVersion.String(), Kind: v1beta1.KindFlinkDeployment,
		InProgress: notObserved,
		Failed: "status.?lifecycleState.orValue('') in ['FAILED', 'ROLLED_BACK']" +
			" || status.?jobManagerDeploymentStatus.orValue('') == 'ERROR'",
		Current: current,
	},
	v1beta1.KindFlinkSessionJob: {
		APIVersion: v1beta1.GroupVersion.String(), Kind: v1beta1.KindFlinkSessionJob,
		InProgress: notObserved,
		Failed:     "status.?lifecycleState.orValue('') in ['FAILED', 'ROLLED_BACK']",
		Current:    current,
	},
	v1beta1.KindFlinkBlueGreenDeployment: {
		APIVersion: v1beta1.GroupVersion.String(), Kind: v1beta1.KindFlinkBlueGreenDeployment,
		Current: "status.?blueGreenState.orValue('') in ['ACTIVE_BLUE', 'ACTIVE_GREEN']",
	},
}

// current is a cluster or job that runs, or is suspended because its spec says so.
const current = "status.?lifecycleState.orValue('') == 'STABLE'" +
	" || status.?lifecycleState.orValue('') == 'SUSPENDED' && spec.?job.?state.orValue('') == 'suspended'"

// The programs in Lua by which Argo CD computes the health of an object.
var (
	//go:embed health/flinkresource.lua
	flinkResourceHealth string

	//go:embed health/bluegreen.lua
	blueGreenHealth string

	//go:embed health/application.lua
	applicationHealth string
)

// healthPatch is what argocd-cm has to say, as a ConfigMap of which only that is there: a strategic-merge patch for kubectl.
// Kustomize or Argo CD must not get it, since it would replace the ConfigMap.
func healthPatch() map[string]any {
	const customization = "resource.customizations.health."
	data := map[string]any{customization + "argoproj.io_Application": applicationHealth}
	for kind, program := range map[string]string{
		v1beta1.KindFlinkDeployment:          flinkResourceHealth,
		v1beta1.KindFlinkSessionJob:          flinkResourceHealth,
		v1beta1.KindFlinkBlueGreenDeployment: blueGreenHealth,
	} {
		data[customization+v1beta1.GroupVersion.Group+"_"+kind] = program
	}
	return map[string]any{"data": data}
}
