package render

import "github.com/flinkustomize/flinkustomize/pkg/flink"

// oss points Flink at the object store, with credentials from a Secret in environment variables.
func (r *renderer) oss() {
	field := path("storage", "type")
	facts := r.target.Facts.OSS
	r.need(facts != nil && facts.Bucket != "", path("oss", "bucket"), field)
	r.need(facts != nil && facts.Endpoint != "", path("oss", "endpoint"), field)
	r.need(facts != nil && facts.Credentials != nil, path("oss", "credentials"), field)
	r.configuration.set(flink.OSSCredentialsProvider, "com.aliyun.oss.common.auth.EnvironmentVariableCredentialsProvider", field)
	if facts == nil {
		return
	}
	r.configuration.setIf(flink.OSSEndpoint, facts.Endpoint, field)
	if c := facts.Credentials; c != nil {
		r.addSecretEnv("OSS_ACCESS_KEY_ID", c.SecretName, c.AccessKeyIDKey)
		r.addSecretEnv("OSS_ACCESS_KEY_SECRET", c.SecretName, c.AccessKeySecretKey)
	}
}
