package streampark

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
)

var attributePattern = lazyregexp.New(`^[A-Za-z][A-Za-z0-9;-]*$`)

func (c *checker) ldap() {
	ldap, field := c.spec.LDAP, path("ldap")
	if !ldap.On() {
		return
	}
	if c.Require(ldap.URL != "", field.Child("url"), "ldaps://ldap.example.com:636") {
		c.AddErr(field.Child("url"), ldapAddress(ldap.URL))
	}
	if c.Require(ldap.BaseDN != "", field.Child("baseDN"), "dc=example,dc=com") &&
		(!strings.Contains(ldap.BaseDN, "=") || strings.ContainsFunc(ldap.BaseDN, func(r rune) bool { return r != ' ' && check.Unprintable(r) })) {
		c.Add(field.Child("baseDN"), "must be a distinguished name, such as dc=example,dc=com, not %s", diagnostic.Quote(ldap.BaseDN))
	}
	if c.Require(ldap.SecretName != "", field.Child("secretName"), "streampark-ldap") {
		c.AddErr(field.Child("secretName"), check.SecretName(ldap.SecretName))
	}
	c.AddErr(field.Child("userKey"), check.SecretKey(ldap.UserKey))
	c.AddErr(field.Child("passwordKey"), check.SecretKey(ldap.PasswordKey))
	for _, attribute := range []struct{ name, value, example string }{
		{"userIdentityAttribute", ldap.UserIdentityAttribute, "uid"},
		{"userEmailAttribute", ldap.UserEmailAttribute, "mail"},
	} {
		if !attributePattern.MatchString(attribute.value) {
			c.Add(field.Child(attribute.name), "must be the name of an attribute, such as %s, not %s", attribute.example, diagnostic.Quote(attribute.value))
		}
	}
}

func ldapAddress(value string) error {
	u, err := url.Parse(value)
	switch {
	case check.HasUser(value):
		return fmt.Errorf("must not hold a user name or password: name a Secret in spec.ldap.secretName")
	case err != nil || !ldapPattern.MatchString(value) || !check.Reachable(u):
		return fmt.Errorf("must be the address of an LDAP server, such as ldaps://ldap.example.com:636, not %s", diagnostic.Quote(value))
	}
	return nil
}

// ldap asks a directory for users. Name and password of the user that searches come from a Secret.
func (r *renderer) ldap() {
	ldap := r.spec.LDAP
	if !ldap.On() {
		return
	}
	for name, value := range map[string]any{
		"ldap.enable":                  true,
		"ldap.urls":                    ldap.URL,
		"ldap.base-dn":                 ldap.BaseDN,
		"ldap.user.identity-attribute": ldap.UserIdentityAttribute,
		"ldap.user.email-attribute":    ldap.UserEmailAttribute,
	} {
		if value != "" {
			r.properties[name] = value
		}
	}
	if ldap.SecretName != "" {
		r.main().Env = append(r.main().Env,
			podtemplate.SecretEnvVar("LDAP_USERNAME", ldap.SecretName, ldap.UserKey),
			podtemplate.SecretEnvVar("LDAP_PASSWORD", ldap.SecretName, ldap.PasswordKey))
	}
}

var ldapPattern = lazyregexp.New(`^ldaps?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$`)
