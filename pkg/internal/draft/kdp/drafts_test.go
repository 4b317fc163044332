package kdp_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/kdp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/sourcetest"
)

func TestApplicationsBecomeSpecs(t *testing.T) {
	sourcetest.Cases(t, kdp.Drafts, "testdata/*.txtar")
}
