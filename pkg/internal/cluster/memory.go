package cluster

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// jobManagerMemory refuses a size that Flink cannot divide, and so would not start with.
func (c *checker) jobManagerMemory(size flink.MemorySize, memory string, field diagnostic.Path) {
	if c.isDivided(size) {
		_, err := flink.DivideJobManagerMemory(size, c.options, c.flinkVersion)
		c.divided(err, memory, field)
	}
}

func (c *checker) taskManagerMemory(size flink.MemorySize, memory string, field diagnostic.Path) {
	if c.isDivided(size) {
		_, err := flink.DivideTaskManagerMemory(size, c.options, c.flinkVersion)
		c.divided(err, memory, field)
	}
}

// isDivided reports whether a size is valid by itself, and all is known by which it is divided. What a base beneath overlays
// lacks, such as an option that makes the size one that Flink can divide, its overlays may bring.
func (c *checker) isDivided(size flink.MemorySize) bool {
	return size != 0 && c.Complete && !c.flinkVersion.IsZero()
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
