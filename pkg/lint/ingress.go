package lint

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// ingress is an address with {{name}} and {{namespace}}, of which the operator takes host and path.
func (c *checker) ingress() {
	if !c.has("ingress") {
		return
	}
	template, ok := c.text("ingress", "template")
	if !ok {
		if !c.has("ingress", "template") {
			c.report(c.field("ingress", "template"), "must be set, such as \"{{name}}.{{namespace}}.example.com\"")
		}
		return
	}
	if port, ok := portOf(template); !ok {
		c.report(c.field("ingress", "template"), "must be an address, such as \"{{name}}.{{namespace}}.example.com\", not %s: %s is no port",
			diagnostic.Quote(template), diagnostic.Quote(port))
	}
}

// portOf is what stands for the port in the authority of an address, and whether Java takes it for one.
func portOf(template string) (port string, ok bool) {
	lower := strings.ToLower(template)
	rest := template
	for _, scheme := range []string{"http://", "https://"} {
		if strings.HasPrefix(lower, scheme) {
			rest = template[len(scheme):]
		}
	}
	authority := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		authority = rest[:end]
	}
	if at := strings.LastIndex(authority, "@"); at >= 0 {
		authority = authority[at+1:]
	}
	if end := strings.LastIndex(authority, "]"); end >= 0 {
		authority = authority[end+1:]
	}
	_, port, found := strings.Cut(authority, ":")
	if !found || port == "" {
		return "", true
	}
	n, err := strconv.ParseInt(port, 10, 32)
	return port, err == nil && n >= -1
}
