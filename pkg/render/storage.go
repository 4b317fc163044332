package render

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// storage makes the file system of the session's state reachable.
func (r *renderer) storage() {
	switch r.session.Spec.Storage.Type {
	case v1alpha1.StorageS3:
		r.s3()
	case v1alpha1.StorageHDFS:
		r.hadoopConfiguration(path("storage", "type"))
	}
}

// storageRoot is the folder of all sessions, without a slash at its end; empty while it is not known.
func (r *renderer) storageRoot() string {
	facts := r.session.Facts
	switch r.session.Spec.Storage.Type {
	case v1alpha1.StorageS3:
		if facts.S3 != nil && facts.S3.Bucket != "" {
			return "s3://" + facts.S3.Bucket
		}
	case v1alpha1.StorageHDFS:
		if facts.HDFS != nil {
			return strings.TrimSuffix(facts.HDFS.URI, "/")
		}
	}
	return ""
}

// s3 points Flink at the object store, with credentials from a Secret in the environment variables that both plugins
// read when no key stands in the configuration.
func (r *renderer) s3() {
	field := path("storage", "type")
	facts := r.session.Facts.S3
	r.s3Plugin()
	if !r.need(facts != nil && facts.Bucket != "", path("s3", "bucket"), field) && facts == nil {
		return
	}
	r.configuration.setIf(flink.S3Endpoint, facts.Endpoint, field)
	if facts.PathStyleAccess != nil {
		r.configuration.set(flink.S3PathStyleAccess, strconv.FormatBool(*facts.PathStyleAccess), field)
	}
	if c := facts.Credentials; c != nil {
		r.addSecretEnv("AWS_ACCESS_KEY_ID", c.SecretName, c.AccessKeyIDKey)
		r.addSecretEnv("AWS_SECRET_ACCESS_KEY", c.SecretName, c.SecretAccessKeyKey)
	}
}

// hadoopConfiguration has Flink mount core-site.xml and hdfs-site.xml and set HADOOP_CONF_DIR.
func (r *renderer) hadoopConfiguration(field diagnostic.Path) {
	facts := r.session.Facts.HDFS
	if r.need(facts != nil && facts.ConfigMapName != "", path("hdfs", "configMapName"), field) {
		r.configuration.set(flink.HadoopConfigurationConfigMap, facts.ConfigMapName, field)
	}
}
