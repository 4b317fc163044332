package lint

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

var flinkVersionPattern = lazyregexp.New(`^v([0-9]+)_([0-9]+)$`)

func (c *checker) flinkVersionIsSet() {
	if !c.has("flinkVersion") {
		c.report(c.field("flinkVersion"), "must be set, such as %s", newest(c.release.FlinkVersionEnums()))
	}
}

// flinkVersionIsSupported: the API server refuses what the release's CRD does not list; what is older than 1.15, which
// all of them list, releases from 1.7 on refuse to run, and 1.9 and later at admission.
func (c *checker) flinkVersionIsSupported() {
	text, ok := c.text("flinkVersion")
	if !ok {
		return
	}
	var major, minor int
	if match := flinkVersionPattern.FindStringSubmatch(text); match == nil {
		c.report(c.field("flinkVersion"), "%s", diagnostic.OneOf(text, c.release.FlinkVersionEnums()))
		return
	} else if _, err := fmt.Sscanf(text, "v%d_%d", &major, &minor); err != nil {
		return
	}
	if _, err := c.release.FlinkVersionEnum(major, minor); err != nil {
		c.report(c.field("flinkVersion"), "%v", err)
	}
}

func newest(enums []string) string { return enums[len(enums)-1] }
