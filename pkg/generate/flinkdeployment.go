package generate

import "github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"

// FlinkDeployment is that of a spec as it is in one environment: base and overlay in one.
type FlinkDeployment struct {
	// Environment is empty for a spec without named environments.
	Environment string

	Object *v1beta1.FlinkDeployment
}

// FlinkDeployments are those of the spec of a name, in all its environments, sorted. There are none for a spec of a kind
// that has no FlinkDeployment, and for a name that no spec has.
func (r *Result) FlinkDeployments(name string) ([]FlinkDeployment, error) {
	made, err := r.made.FlinkDeployments(name)
	all := make([]FlinkDeployment, len(made))
	for i, deployment := range made {
		all[i] = FlinkDeployment(deployment)
	}
	return all, err
}
