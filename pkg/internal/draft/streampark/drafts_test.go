package streampark_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/sourcetest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/streampark"
)

func TestChartsBecomeSpecs(t *testing.T) {
	sourcetest.Cases(t, streampark.Drafts, "testdata/*.txtar")
}
