package kdp_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/kdp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/sourcetest"
)

// Whatever is read, nothing panics, no object is lost without a word, and no credential is repeated.
func FuzzDrafts(f *testing.F) { sourcetest.Fuzz(f, kdp.Drafts, "testdata/*.txtar") }
