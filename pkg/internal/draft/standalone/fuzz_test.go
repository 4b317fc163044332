package standalone_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/sourcetest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/standalone"
)

// Whatever is read, nothing panics, no object is lost without a word, and no credential is repeated.
func FuzzDrafts(f *testing.F) { sourcetest.Fuzz(f, standalone.Drafts, "testdata/*.txtar") }
