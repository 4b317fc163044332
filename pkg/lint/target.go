package lint

import (
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Target is the software that objects are for.
type Target struct {
	// Operator is the release of the operator; its zero value is the latest one.
	Operator operator.Release

	// Flink is the version of Flink, for checks of its options; its zero value is the one that the spec.flinkVersion of
	// each object names.
	Flink flink.Version
}
