package lint

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// logConfiguration has the two files that the operator knows, and no others.
func (c *checker) logConfiguration() {
	files, _ := c.get("logConfiguration").(map[string]any)
	known := []string{v1beta1.LogConfigLog4j, v1beta1.LogConfigLogback}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if files[file] != nil && !slices.Contains(known, file) {
			c.report(c.field("logConfiguration", file), "%s", diagnostic.OneOf(file, known))
		}
	}
}
