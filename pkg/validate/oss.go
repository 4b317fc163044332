package validate

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) ossFacts(oss *v1alpha1.EnvironmentOSS) {
	if oss == nil {
		return
	}
	field := path("oss")
	c.addErr(field.Child("bucket"), optional(oss.Bucket, bucket))
	c.addErr(field.Child("endpoint"), optional(oss.Endpoint, ossEndpoint))
	if credentials := oss.Credentials; credentials != nil {
		c.secretMembers(true, "", field.Child("credentials"), "oss-flink", secretMember{"secretName", credentials.SecretName},
			secretMember{"accessKeyIDKey", credentials.AccessKeyIDKey}, secretMember{"accessKeySecretKey", credentials.AccessKeySecretKey})
	}
}

// ossEndpoint checks a host name, with or without the scheme that OSS takes before it.
func ossEndpoint(value string) error {
	host := strings.TrimPrefix(strings.TrimPrefix(value, "https://"), "http://")
	if strings.Contains(host, "@") {
		return fmt.Errorf("must not hold a user name or password: name a Secret in credentials.secretName")
	}
	if hostName(host) != nil {
		return fmt.Errorf("must be the host of a region, such as oss-cn-hangzhou.aliyuncs.com, not %s", diagnostic.Quote(value))
	}
	return nil
}
