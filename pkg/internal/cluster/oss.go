package cluster

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// ossStorage is Alibaba Cloud's Object Storage Service.
var ossStorage = storageType{
	name:               v1alpha1.StorageOSS,
	member:             "oss",
	has:                func(storage *v1alpha1.Storage) bool { return storage.OSS != nil },
	setDefaults:        func(storage *v1alpha1.Storage) { setPluginDefaults(&storage.OSS) },
	setSettingDefaults: setOSSSettingDefaults,
	check: func(c *checker, storage *v1alpha1.Storage, field diagnostic.Path) {
		c.pluginActivation(storage.OSS.PluginActivation, field.Child("oss"))
	},
	checkSettings: checkOSSSettings,
	render:        (*renderer).oss,
	root:          ossRoot,
	bucket:        ossBucketOf,
}

func setOSSSettingDefaults(settings *v1alpha1.EnvironmentSpec, _ *v1alpha1.ServiceAccount) {
	if oss := settings.OSS; oss != nil && oss.Credentials != nil {
		resolve.SetDefault(&oss.Credentials.AccessKeyIDKey, "OSS_ACCESS_KEY_ID")
		resolve.SetDefault(&oss.Credentials.AccessKeySecretKey, "OSS_ACCESS_KEY_SECRET")
	}
}

func checkOSSSettings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	oss := settings.OSS
	if oss == nil {
		return
	}
	field := path("oss")
	c.AddErr(field.Child("bucket"), check.Optional(oss.Bucket, bucket))
	c.AddErr(field.Child("endpoint"), check.Optional(oss.Endpoint, ossEndpoint))
	if credentials := oss.Credentials; credentials != nil {
		c.SecretMembers(true, "", field.Child("credentials"), "oss-flink", check.SecretMember{Name: "secretName", Value: credentials.SecretName},
			check.SecretMember{Name: "accessKeyIDKey", Value: credentials.AccessKeyIDKey}, check.SecretMember{Name: "accessKeySecretKey", Value: credentials.AccessKeySecretKey})
	}
}

// ossEndpoint checks a host name, with or without the scheme that OSS takes before it.
func ossEndpoint(value string) error {
	host := strings.TrimPrefix(strings.TrimPrefix(value, "https://"), "http://")
	if strings.Contains(host, "@") {
		return fmt.Errorf("must not hold a user name or password: name a Secret in credentials.secretName")
	}
	if check.HostName(host) != nil {
		return fmt.Errorf("must be the host of a region, such as oss-cn-hangzhou.aliyuncs.com, not %s", diagnostic.Quote(value))
	}
	return nil
}

func ossRoot(_ *v1alpha1.Storage, settings *v1alpha1.EnvironmentSpec) string {
	if settings.OSS == nil || settings.OSS.Bucket == "" {
		return ""
	}
	return "oss://" + settings.OSS.Bucket
}

// oss points Flink at the object store, with credentials from a Secret in environment variables.
func (r *renderer) oss() {
	const field = "storage.type"
	r.plugin("oss-fs-hadoop", r.cluster.Storage.OSS.PluginActivation)
	settings := r.target.Settings.OSS
	r.need(settings != nil && settings.Bucket != "", "oss.bucket", field)
	r.need(settings != nil && settings.Endpoint != "", "oss.endpoint", field)
	r.need(settings != nil && settings.Credentials != nil, "oss.credentials", field)
	r.configuration.set(flink.OSSCredentialsProvider, "com.aliyun.oss.common.auth.EnvironmentVariableCredentialsProvider", field)
	if settings == nil {
		return
	}
	r.configuration.setIf(flink.OSSEndpoint, settings.Endpoint, field)
	if c := settings.Credentials; c != nil {
		r.addSecretEnv("OSS_ACCESS_KEY_ID", c.SecretName, c.AccessKeyIDKey)
		r.addSecretEnv("OSS_ACCESS_KEY_SECRET", c.SecretName, c.AccessKeySecretKey)
	}
}

func ossBucketOf(settings *v1alpha1.EnvironmentSpec) any {
	if oss := settings.OSS; oss != nil && oss.Bucket != "" {
		return v1alpha1.EnvironmentOSS{Endpoint: oss.Endpoint, Bucket: oss.Bucket}
	}
	return nil
}
