package validate

import (
	"fmt"
	"strings"
)

func (c *checker) hive() {
	hive, field := c.spec.Hive, path("hive")
	if !hive.On() {
		return
	}
	c.addErr(field.Child("confDir"), mountPath(hive.ConfDir))
	c.hadoopImage(field)
	if v := c.flinkVersion; !v.IsZero() && (v.Major > 2 || v.Major == 2 && v.Minor >= 1) {
		c.add(field, "must not be on with Flink %s: there is no Hive connector for Flink 2.1 and later", v)
	}
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
	return nil
}
