package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Target is a cluster as one target of its spec sees it.
type Target struct {
	resolve.Target

	// SharesServiceAccount means that the cluster runs under the ServiceAccount of its environment.
	SharesServiceAccount bool

	// Spec is merged, with defaults.
	Spec v1alpha1.Cluster

	// SQLGateway stands beside a session, with defaults; nil for what is no session, and for a session without one.
	SQLGateway *v1alpha1.SQLGateway

	// Application is what the cluster has for a job of its own; nil for a session.
	Application *Application

	// Own are the levels that the spec itself states, the lowest first: what Spec is made of, without the preset.
	Own []*v1alpha1.Cluster
}
