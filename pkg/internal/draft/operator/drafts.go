// Package operator makes drafts of what the Flink Kubernetes Operator runs: its custom resources, and the objects beside them.
package operator

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Drafts is a draft.Source.
func Drafts(in draft.Input) ([]draft.Draft, []manifest.Object, []draft.Note) {
	return nil, in.Objects, nil
}
