package lint

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// name is that of a cluster, from which those of its objects grow.
func (c *checker) name() {
	if err := operator.ValidName(c.object.name()); err != nil {
		c.report(diagnostic.Path{}.Child("metadata", "name"), "%v", err)
	}
}
