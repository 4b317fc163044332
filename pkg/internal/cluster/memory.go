package cluster

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// jobManagerMemory refuses a size that Flink cannot divide, and so would not start with.
func (c *checker) jobManagerMemory(memory string, field diagnostic.Path) {
	if size, ok := c.processSize(memory); ok {
		_, err := flink.DivideJobManagerMemory(size, c.options, c.flinkVersion)
		c.divided(err, memory, field)
	}
}

func (c *checker) taskManagerMemory(memory string, field diagnostic.Path) {
	if size, ok := c.processSize(memory); ok {
		_, err := flink.DivideTaskManagerMemory(size, c.options, c.flinkVersion)
		c.divided(err, memory, field)
	}
}

// processSize is a size that is valid by itself. What a base beneath overlays lacks, such as an option that makes the
// size one that Flink can divide, its overlays may bring.
func (c *checker) processSize(memory string) (flink.MemorySize, bool) {
	bytes, err := operator.ParseMemory(memory, c.release)
	return flink.MemorySize(bytes), err == nil && c.Complete && !c.flinkVersion.IsZero()
}

func (c *checker) divided(err error, memory string, field diagnostic.Path) {
	if err == nil {
		return
	}
	var size *flink.MemoryError
	var option *flink.OptionError
	switch {
	case errors.As(err, &size):
		c.AddAs(diagnostic.RuleMemory, field, "%s, not %q: %s", size.Sizes(), memory, size.Reason)
	case errors.As(err, &option):
		c.AddAs(diagnostic.RuleMemory, path("flinkConfiguration", option.Key), "%s", option.Message)
	}
}
