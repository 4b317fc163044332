package cluster

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// hdfsStorage is the Hadoop file system.
var hdfsStorage = storageType{
	name:               v1alpha1.StorageHDFS,
	setSettingDefaults: setHDFSSettingDefaults,
	check:              func(c *checker, _ *v1alpha1.Storage, field diagnostic.Path) { c.hadoopImage(field.Child("type")) },
	checkSettings:      checkHDFSSettings,
	render: func(r *renderer) {
		r.hadoopConfiguration(HDFSConfigMap(&r.target.Settings), "storage.type")
	},
	root: hdfsRoot,
}

func setHDFSSettingDefaults(settings *v1alpha1.EnvironmentSpec, _ *v1alpha1.ServiceAccount) {
	if settings.HDFS != nil {
		resolve.SetDefault(&settings.HDFS.URI, "hdfs:///flink")
	}
}

func hdfsRoot(_ *v1alpha1.Storage, settings *v1alpha1.EnvironmentSpec) string {
	if settings.HDFS == nil {
		return ""
	}
	return strings.TrimSuffix(settings.HDFS.URI, "/")
}

// HDFSConfigMap names the environment's ConfigMap of HDFS; empty where there is none.
func HDFSConfigMap(settings *v1alpha1.EnvironmentSpec) string {
	if settings.HDFS == nil {
		return ""
	}
	return settings.HDFS.ConfigMapName
}

func checkHDFSSettings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	hdfs := settings.HDFS
	if hdfs == nil {
		return
	}
	c.AddErr(path("hdfs", "configMapName"), check.Optional(hdfs.ConfigMapName, check.ObjectName))
	c.AddErr(path("hdfs", "uri"), check.Optional(hdfs.URI, hdfsURI))
	if user := hdfs.User; user != "" && !serviceNamePattern.MatchString(user) {
		c.Add(path("hdfs", "user"), "must be the name of a user, such as flink, not %s", diagnostic.Quote(user))
	}
}

func hdfsURI(value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "hdfs" || u.Path == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, check.Unprintable) {
		return fmt.Errorf("must be a folder in HDFS, such as hdfs:///flink or hdfs://nameservice1/flink, not %s", diagnostic.Quote(value))
	}
	return nil
}
