package session

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
)

// effective is the session as one target sees it.
func effective(s *cluster.Target) *v1alpha1.FlinkSession {
	return &v1alpha1.FlinkSession{
		TypeMeta: v1alpha1.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: v1alpha1.KindFlinkSession},
		Metadata: s.Metadata,
		Spec:     v1alpha1.FlinkSessionSpec{Namespace: s.Namespace, Cluster: s.Spec, Resources: s.Resources, Environment: &s.Settings},
	}
}
