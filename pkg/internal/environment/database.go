package environment

import (
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// checkDatabase checks where a server is.
func checkDatabase(c *check.Checker, server *v1alpha1.EnvironmentDatabase, field diagnostic.Path) {
	if server == nil {
		return
	}
	if server.Host != "" {
		if err := check.HostName(server.Host); err != nil && len(validation.IsValidIP(nil, server.Host)) > 0 {
			c.AddErr(field.Child("host"), err)
		}
		c.Member(server.ConfigMapName != "", field.Child("configMapName"), "host", "a server whose host is not set")
	}
	if server.Port != nil {
		c.Port(*server.Port, field.Child("port"))
		c.Member(server.ConfigMapName != "", field.Child("port"), "configMapName", "host")
	}
	if server.ConfigMapName == "" {
		c.Member(server.HostKey != "", field.Child("hostKey"), "host", "configMapName")
		c.Member(server.PortKey != "", field.Child("portKey"), "host", "configMapName")
	}
	c.AddErr(field.Child("configMapName"), check.Optional(server.ConfigMapName, check.ObjectName))
	c.AddErr(field.Child("secretName"), check.Optional(server.SecretName, check.SecretName))
	for _, key := range []struct{ name, value string }{
		{"hostKey", server.HostKey}, {"portKey", server.PortKey}, {"userKey", server.UserKey}, {"passwordKey", server.PasswordKey},
	} {
		c.AddErr(field.Child(key.name), check.Optional(key.value, check.SecretKey))
	}
}
