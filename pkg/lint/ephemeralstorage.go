package lint

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

func (c *checker) ephemeralStorage() {
	for _, process := range []string{"jobManager", "taskManager"} {
		size, ok := c.text(process, "resource", "ephemeralStorage")
		if !ok {
			continue
		}
		if _, err := quantity.Parse(size); err != nil {
			c.report(c.field(process, "resource", "ephemeralStorage"), "must be a quantity such as 10Gi, not %s", diagnostic.Quote(size))
		}
	}
}
