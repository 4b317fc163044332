package validate

import (
	"fmt"
	"net/url"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) s3Facts(s3 *v1alpha1.EnvironmentS3) {
	if s3 == nil {
		return
	}
	field := path("s3")
	c.addErr(field.Child("bucket"), optional(s3.Bucket, bucket))
	c.addErr(field.Child("endpoint"), optional(s3.Endpoint, endpoint))
	c.addErr(field.Child("region"), optional(s3.Region, region))
	credentials := s3.Credentials
	if credentials == nil {
		return
	}
	field = field.Child("credentials")
	if credentials.Type != "" && !oneOf(c, credentials.Type, field.Child("type"), v1alpha1.S3CredentialsSecret,
		v1alpha1.S3CredentialsWorkloadIdentity, v1alpha1.S3CredentialsInstance) {
		return
	}
	secret := credentials.Type == "" || credentials.Type == v1alpha1.S3CredentialsSecret
	c.secretMembers(secret, string(credentials.Type), field, "minio-flink", secretMember{"secretName", credentials.SecretName},
		secretMember{"accessKeyIDKey", credentials.AccessKeyIDKey}, secretMember{"secretAccessKeyKey", credentials.SecretAccessKeyKey})
}

// secretMember is a field about a Secret and its value.
type secretMember struct{ name, value string }

// secretMembers checks the name of a Secret, the first of the members, and the keys within it, where credentials are of
// type Secret; they must not be set where they are of another type.
func (c *checker) secretMembers(secret bool, chosen string, field diagnostic.Path, example string, members ...secretMember) {
	for i, member := range members {
		at := field.Child(member.name)
		switch {
		case !secret:
			c.member(member.value != "", at, "type "+chosen, "type Secret")
		case i == 0 && member.value == "":
			c.addAs(diagnostic.RuleRequiredField, at, "must be set to the name of a Secret, such as %s", example)
		case i == 0:
			c.addErr(at, secretName(member.value))
		default:
			c.addErr(at, optional(member.value, secretKey))
		}
	}
}

// secretName checks the name of a Secret. It does not repeat the value: what is no name may be the credential itself.
func secretName(value string) error {
	if objectName(value) != nil {
		return fmt.Errorf("must be the name of a Secret: lower-case letters, digits, dashes and dots, such as flink-credentials; never the credential itself")
	}
	return nil
}

// secretKey checks the name of a key in a Secret, which it does not repeat either.
func secretKey(value string) error {
	if len(validation.IsConfigMapKey(value)) > 0 {
		return fmt.Errorf("must be the name of a key in a Secret, such as AWS_ACCESS_KEY_ID; never the credential itself")
	}
	return nil
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
		strings.ContainsFunc(value, unprintable) {
		return fmt.Errorf("must be the address of a store, such as http://minio:9000, not %s", diagnostic.Quote(value))
	}
	if u.User != nil {
		return fmt.Errorf("must not hold a user name or password: name a Secret in credentials.secretName")
	}
	return nil
}
