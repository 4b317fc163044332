package lint

import "github.com/flinkustomize/flinkustomize/pkg/flink"

// kerberos needs keytab and principal, or neither.
func (c *checker) kerberos() {
	keytabKey, keytab, hasKeytab := c.option(flink.KerberosLoginKeytab)
	principalKey, principal, hasPrincipal := c.option(flink.KerberosLoginPrincipal)
	switch {
	case hasKeytab && !hasPrincipal:
		c.report(c.place(keytab), "must not be set without %s", c.keysOf(flink.KerberosLoginPrincipal)[0])
	case hasPrincipal && !hasKeytab:
		c.report(c.place(principal), "must not be set without %s", c.keysOf(flink.KerberosLoginKeytab)[0])
	}
	_, _ = keytabKey, principalKey
}
