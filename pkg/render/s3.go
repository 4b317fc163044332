package render

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// s3 points Flink at the object store.
func (r *renderer) s3() {
	field := path("storage", "type")
	storage, facts := r.cluster.Storage.S3, r.target.Facts.S3
	plugin := "s3-fs-presto"
	if storage.Plugin == v1alpha1.S3PluginHadoop {
		plugin = "s3-fs-hadoop"
	}
	r.plugin(plugin, storage.PluginActivation)
	if !r.need(facts != nil && facts.Bucket != "", path("s3", "bucket"), field) && facts == nil {
		return
	}
	r.s3Endpoint(storage.Plugin, facts)
	if facts.PathStyleAccess != nil {
		r.configuration.set(flink.S3PathStyleAccess, strconv.FormatBool(*facts.PathStyleAccess), field)
	}
	switch c := facts.Credentials; {
	case c.Type == v1alpha1.S3CredentialsSecret:
		// Both plugins read these variables when no key stands in the configuration.
		r.addSecretEnv("AWS_ACCESS_KEY_ID", c.SecretName, c.AccessKeyIDKey)
		r.addSecretEnv("AWS_SECRET_ACCESS_KEY", c.SecretName, c.SecretAccessKeyKey)
	case c.Type == v1alpha1.S3CredentialsWorkloadIdentity && storage.Plugin == v1alpha1.S3PluginHadoop:
		// Hadoop's own list of providers has none for web identity tokens (FLINK-23487); Presto's has.
		r.configuration.set(flink.S3ACredentialsProvider, "com.amazonaws.auth.WebIdentityTokenCredentialsProvider", field)
	}
}

// s3Endpoint sets endpoint and region. The Presto plugin has no option for the region: it takes the one that the
// endpoint's host names.
func (r *renderer) s3Endpoint(plugin v1alpha1.S3Plugin, facts *v1alpha1.EnvironmentS3) {
	field := path("storage", "type")
	endpoint := facts.Endpoint
	switch {
	case facts.Region == "":
	case plugin == v1alpha1.S3PluginHadoop:
		r.configuration.set(flink.S3EndpointRegion, facts.Region, field)
	case endpoint != "":
		if r.target.Complete {
			r.errs = append(r.errs, r.target.FactErrorf(path("s3", "region"), "must not be set beside s3.endpoint with plugin Presto, "+
				"which takes the region from the endpoint: set spec.storage.s3.plugin to Hadoop, or leave the region out").Under(diagnostic.RuleConflictingOption))
		}
	default:
		endpoint = "https://s3." + facts.Region + ".amazonaws.com"
		if strings.HasPrefix(facts.Region, "cn-") {
			endpoint += ".cn"
		}
	}
	r.configuration.setIf(flink.S3Endpoint, endpoint, field)
}
