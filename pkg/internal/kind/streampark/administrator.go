package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// administrator must be there for what logs in, or makes the user.
func (c *checker) administrator() {
	administrator, field := c.spec.Administrator, path("administrator")
	if administrator == nil || administrator.SecretName == "" {
		why := ""
		switch database := c.spec.Database; {
		case database != nil && database.Type != v1alpha1.StreamParkDatabaseH2 && c.spec.Schema.On():
			why = "spec.schema gives the user admin the password that stands there"
		case c.spec.Registration.On() && len(c.target.Clusters) > 0:
			why = "spec.registration logs in with the password that stands there"
		default:
			return
		}
		if c.Complete {
			c.Add(field.Child("secretName"), "must be set to the name of a Secret, such as streampark-admin: %s", why)
		}
		return
	}
	c.AddErr(field.Child("secretName"), check.SecretName(administrator.SecretName))
	c.AddErr(field.Child("passwordKey"), check.SecretKey(administrator.PasswordKey))
}
