package standalone_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/sourcetest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/standalone"
)

func TestClustersBecomeSpecs(t *testing.T) {
	sourcetest.Cases(t, standalone.Drafts, "testdata/*.txtar")
}
