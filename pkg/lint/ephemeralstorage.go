package lint

import (
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) ephemeralStorage() {
	for _, process := range []string{"jobManager", "taskManager"} {
		size, ok := c.text(process, "resource", "ephemeralStorage")
		if !ok {
			continue
		}
		if _, err := resource.ParseQuantity(size); err != nil {
			c.report(c.field(process, "resource", "ephemeralStorage"), "must be a quantity such as 10Gi, not %s", diagnostic.Quote(size))
		}
	}
}
