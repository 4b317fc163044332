package session

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
)

// CheckTarget checks the values of a session as one target sees them.
func CheckTarget(s *cluster.Target) diagnostic.Findings {
	return append(cluster.Check(s), environment.CheckInline(&s.Target)...)
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
