package importer

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// TestOutcomesArePublic: what a program compares an outcome with is what drafts say.
func TestOutcomesArePublic(t *testing.T) {
	if Kept != draft.Kept || Changed != draft.Changed || NotKept != draft.NotKept {
		t.Error("the outcomes of a Note must be those of a draft")
	}
}
