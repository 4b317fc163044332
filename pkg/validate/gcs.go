package validate

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) gcsFacts(gcs *v1alpha1.EnvironmentGCS) {
	if gcs == nil {
		return
	}
	field := path("gcs")
	c.addErr(field.Child("bucket"), optional(gcs.Bucket, gcsBucket))
	credentials := gcs.Credentials
	if credentials == nil {
		return
	}
	field = field.Child("credentials")
	if credentials.Type != "" && !oneOf(c, credentials.Type, field.Child("type"), v1alpha1.GCSCredentialsSecret,
		v1alpha1.GCSCredentialsWorkloadIdentity) {
		return
	}
	secret := credentials.Type == "" || credentials.Type == v1alpha1.GCSCredentialsSecret
	c.secretMembers(secret, string(credentials.Type), field, "gcs-flink", secretMember{"secretName", credentials.SecretName},
		secretMember{"keyFileKey", credentials.KeyFileKey})
}

// gcsBucketPattern leaves out the underscore that Google would take: Java reads no host name of an address with one.
var gcsBucketPattern = lazyregexp.New(`^[a-z0-9][a-z0-9.-]{1,220}[a-z0-9]$`)

func gcsBucket(value string) error {
	if !gcsBucketPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a bucket: 3 to 222 lower-case letters, digits, dots and dashes, not %s", diagnostic.Quote(value))
	}
	return nil
}
