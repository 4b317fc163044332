package lint

import "github.com/flinkustomize/flinkustomize/pkg/flink"

// kerberos needs keytab and principal, or neither.
func (c *checker) kerberos() {
	_, keytab, hasKeytab := c.option(flink.KerberosLoginKeytab)
	_, principal, hasPrincipal := c.option(flink.KerberosLoginPrincipal)
	switch {
	case hasKeytab && !hasPrincipal:
		c.report(c.place(keytab), "must not be set without %s", c.keyOf(flink.KerberosLoginPrincipal))
	case hasPrincipal && !hasKeytab:
		c.report(c.place(principal), "must not be set without %s", c.keyOf(flink.KerberosLoginKeytab))
	}
}
