package cluster

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// s3Storage is Amazon S3, or a store that speaks its protocol.
var s3Storage = storageType{
	name:               v1alpha1.StorageS3,
	member:             "s3",
	has:                func(storage *v1alpha1.Storage) bool { return storage.S3 != nil },
	setDefaults:        setS3Defaults,
	setSettingDefaults: setS3SettingDefaults,
	check:              checkS3,
	checkSettings:      checkS3Settings,
	render:             (*renderer).s3,
	root:               s3Root,
	bucket:             s3BucketOf,
}

func setS3Defaults(storage *v1alpha1.Storage) {
	resolve.SetDefaultStruct(&storage.S3)
	resolve.SetDefault(&storage.S3.Plugin, v1alpha1.S3PluginPresto)
	resolve.SetDefault(&storage.S3.PluginActivation, v1alpha1.PluginActivationCopy)
}

func setS3SettingDefaults(settings *v1alpha1.EnvironmentSpec, account *v1alpha1.ServiceAccount) {
	s3 := settings.S3
	if s3 == nil {
		return
	}
	if s3.Credentials == nil {
		s3.Credentials = &v1alpha1.S3Credentials{Type: ownS3Credentials(account, settings.ServiceAccount)}
	}
	resolve.SetDefault(&s3.Credentials.Type, v1alpha1.S3CredentialsSecret)
	if s3.Credentials.Type == v1alpha1.S3CredentialsSecret {
		resolve.SetDefault(&s3.Credentials.AccessKeyIDKey, "AWS_ACCESS_KEY_ID")
		resolve.SetDefault(&s3.Credentials.SecretAccessKeyKey, "AWS_SECRET_ACCESS_KEY")
	}
}

// roleARN is the annotation with which EKS gives a ServiceAccount a role.
const roleARN = "eks.amazonaws.com/role-arn"

// ownS3Credentials are those that a pod has by itself.
func ownS3Credentials(account *v1alpha1.ServiceAccount, shared *v1alpha1.EnvironmentServiceAccount) v1alpha1.S3CredentialsType {
	annotations := account.Annotations
	if shared != nil && shared.Name == account.Name {
		annotations = shared.Annotations
	}
	if annotations[roleARN] != nil {
		return v1alpha1.S3CredentialsWorkloadIdentity
	}
	return v1alpha1.S3CredentialsInstance
}

func checkS3(c *checker, storage *v1alpha1.Storage, field diagnostic.Path) {
	check.OneOf(c.Checker, storage.S3.Plugin, field.Child("s3", "plugin"), v1alpha1.S3PluginPresto, v1alpha1.S3PluginHadoop)
	c.pluginActivation(storage.S3.PluginActivation, field.Child("s3"))
}

func checkS3Settings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	s3 := settings.S3
	if s3 == nil {
		return
	}
	field := path("s3")
	c.AddErr(field.Child("bucket"), check.Optional(s3.Bucket, bucket))
	c.AddErr(field.Child("endpoint"), check.Optional(s3.Endpoint, endpoint))
	c.AddErr(field.Child("region"), check.Optional(s3.Region, region))
	credentials := s3.Credentials
	if credentials == nil {
		return
	}
	field = field.Child("credentials")
	if credentials.Type != "" && !check.OneOf(c, credentials.Type, field.Child("type"), v1alpha1.S3CredentialsSecret,
		v1alpha1.S3CredentialsWorkloadIdentity, v1alpha1.S3CredentialsInstance) {
		return
	}
	secret := credentials.Type == "" || credentials.Type == v1alpha1.S3CredentialsSecret
	c.SecretMembers(secret, string(credentials.Type), field, "minio-flink", check.SecretMember{Name: "secretName", Value: credentials.SecretName},
		check.SecretMember{Name: "accessKeyIDKey", Value: credentials.AccessKeyIDKey}, check.SecretMember{Name: "secretAccessKeyKey", Value: credentials.SecretAccessKeyKey})
}

var bucketPattern = lazyregexp.New(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

func bucket(value string) error {
	if !bucketPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and dashes, not %s", diagnostic.Quote(value))
	}
	return nil
}

var regionPattern = lazyregexp.New(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func region(value string) error {
	if !regionPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a region, such as eu-central-1, not %s", diagnostic.Quote(value))
	}
	return nil
}

func endpoint(value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, check.Unprintable) {
		return fmt.Errorf("must be the address of a store, such as http://minio:9000, not %s", diagnostic.Quote(value))
	}
	if u.User != nil {
		return fmt.Errorf("must not hold a user name or password: name a Secret in credentials.secretName")
	}
	return nil
}

func s3Root(_ *v1alpha1.Storage, settings *v1alpha1.EnvironmentSpec) string {
	if settings.S3 == nil || settings.S3.Bucket == "" {
		return ""
	}
	return "s3://" + settings.S3.Bucket
}

// s3 points Flink at the object store.
func (r *renderer) s3() {
	const field = "storage.type"
	storage, settings := r.cluster.Storage.S3, r.target.Settings.S3
	plugin := "s3-fs-presto"
	if storage.Plugin == v1alpha1.S3PluginHadoop {
		plugin = "s3-fs-hadoop"
	}
	r.plugin(plugin, storage.PluginActivation)
	if !r.need(settings != nil && settings.Bucket != "", "s3.bucket", field) && settings == nil {
		return
	}
	r.s3Endpoint(storage.Plugin, settings)
	if settings.PathStyleAccess != nil {
		r.configuration.set(flink.S3PathStyleAccess, strconv.FormatBool(*settings.PathStyleAccess), field)
	}
	switch c := settings.Credentials; {
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
func (r *renderer) s3Endpoint(plugin v1alpha1.S3Plugin, settings *v1alpha1.EnvironmentS3) {
	const field = "storage.type"
	endpoint := settings.Endpoint
	switch {
	case settings.Region == "":
	case plugin == v1alpha1.S3PluginHadoop:
		r.configuration.set(flink.S3EndpointRegion, settings.Region, field)
	case endpoint != "":
		if r.target.Complete {
			r.errs = append(r.errs, r.target.SettingErrorf(path("s3", "region"), "must not be set beside s3.endpoint with plugin Presto, "+
				"which takes the region from the endpoint: set spec.storage.s3.plugin to Hadoop, or leave the region out").Under(diagnostic.RuleConflictingOption))
		}
	default:
		endpoint = "https://s3." + settings.Region + ".amazonaws.com"
		if strings.HasPrefix(settings.Region, "cn-") {
			endpoint += ".cn"
		}
	}
	r.configuration.setIf(flink.S3Endpoint, endpoint, field)
}

func s3BucketOf(settings *v1alpha1.EnvironmentSpec) any {
	if s3 := settings.S3; s3 != nil && s3.Bucket != "" {
		return v1alpha1.EnvironmentS3{Endpoint: s3.Endpoint, Bucket: s3.Bucket}
	}
	return nil
}
