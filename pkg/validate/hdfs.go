package validate

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) hdfsFacts(hdfs *v1alpha1.EnvironmentHDFS) {
	if hdfs == nil {
		return
	}
	c.addErr(path("hdfs", "configMapName"), optional(hdfs.ConfigMapName, objectName))
	c.addErr(path("hdfs", "uri"), optional(hdfs.URI, hdfsURI))
	if user := hdfs.User; user != "" && !serviceNamePattern.MatchString(user) {
		c.add(path("hdfs", "user"), "must be the name of a user, such as flink, not %s", diagnostic.Quote(user))
	}
}

func hdfsURI(value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "hdfs" || u.Path == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, unprintable) {
		return fmt.Errorf("must be a folder in HDFS, such as hdfs:///flink or hdfs://nameservice1/flink, not %s", diagnostic.Quote(value))
	}
	return nil
}
