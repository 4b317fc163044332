package validate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) hive() {
	hive, field := c.cluster.Hive, path("hive")
	if !hive.On() {
		return
	}
	c.addErr(field.Child("confDir"), mountPath(hive.ConfDir))
	c.addErr(field.Child("hadoopConfDir"), optional(hive.HadoopConfDir, mountPath))
	c.hadoopImage(field)
	if v := c.flinkVersion; v.Major >= 2 {
		c.addAs(diagnostic.RuleUnsupportedVersion, field, "must not be on with Flink %s: no release of the Hive connector is for Flink 2", v)
	}
}

// occupied are folders that the image or Flink's own mounts fill.
var occupied = []string{
	"/bin", "/dev", "/etc", "/lib", "/opt", "/opt/flink", "/opt/flink/bin", "/opt/flink/conf", "/opt/flink/lib", "/opt/flink/log",
	"/opt/flink/opt", "/opt/flink/plugins", "/opt/flink/pod-template", "/opt/hadoop/conf", "/proc", "/sys", "/tmp", "/usr", "/var",
}

// mountPath checks a folder in a container.
func mountPath(value string) error {
	if !strings.HasPrefix(value, "/") || value == "/" || strings.ContainsFunc(value, unprintable) || strings.Contains(value, ":") {
		return fmt.Errorf("must be an absolute path, such as /opt/hive-conf, not %q", value)
	}
	for _, part := range strings.Split(value[1:], "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("must be an absolute path without empty parts, \".\" and \"..\", not %q", value)
		}
	}
	if slices.Contains(occupied, value) {
		return fmt.Errorf("must not be %q: a mount there would hide what Flink needs", value)
	}
	return nil
}
