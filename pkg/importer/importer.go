// Package importer turns what runs in a cluster into a workspace: manifests of the Flink Kubernetes Operator, of KDP, of plain
// Deployments and of StreamPark's chart become specs, with a report of what was kept and what was not.
package importer

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/operator"
)

// sources in the order in which they take objects.
var sources = []draft.Source{operator.Drafts}

// documents makes documents of what was read of all environments.
func documents(inputs []draft.Input) fold.Folded {
	var drafts []draft.Draft
	var notes []draft.Note
	for _, in := range inputs {
		for _, source := range sources {
			made, rest, found := source(in)
			drafts, notes, in.Objects = append(drafts, made...), append(notes, found...), rest
		}
		for _, object := range in.Objects {
			notes = append(notes, draft.Note{Outcome: draft.NotKept, Source: in.At(object), Object: object.ID().String(),
				Message: "no app that was read needs it: keep its manifest"})
		}
	}
	folded := fold.Documents(drafts)
	folded.Notes = append(notes, folded.Notes...)
	return folded
}
