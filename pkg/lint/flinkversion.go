package lint

import (
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

var flinkVersionPattern = lazyregexp.New(`^v([0-9]{1,4})_([0-9]{1,4})$`)

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
	if !flinkVersionPattern.MatchString(text) {
		c.report(c.field("flinkVersion"), "%s", diagnostic.OneOf(text, c.release.FlinkVersionEnums()))
	} else if _, err := c.release.FlinkVersionEnum(versionNumbers(text)); err != nil {
		c.report(c.field("flinkVersion"), "%v", err)
	}
}

// versionNumbers are those of a version such as v1_20; zero where it is none.
func versionNumbers(text string) (major, minor int) {
	if match := flinkVersionPattern.FindStringSubmatch(text); match != nil {
		major, _ = strconv.Atoi(match[1])
		minor, _ = strconv.Atoi(match[2])
	}
	return major, minor
}

// deprecatedFlinkVersion is one that the operator runs for now.
func (c *checker) deprecatedFlinkVersion() {
	if text, _ := c.text("flinkVersion"); c.release.FlinkVersionDeprecated(versionNumbers(text)) {
		c.report(c.field("flinkVersion"), "%s is deprecated by operator release %s", text, c.release)
	}
}

func newest(enums []string) string { return enums[len(enums)-1] }
