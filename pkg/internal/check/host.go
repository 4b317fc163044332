package check

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Port checks a TCP port.
func (c *Checker) Port(port int32, field diagnostic.Path) {
	if port < 1 || port > 65535 {
		c.Add(field, "must be a port from 1 to 65535, not %d", port)
	}
}

// sampleHost puts something valid in the place of what is filled in later.
var sampleHost = strings.NewReplacer("{environment}", "e", "{namespace}", "n", "{name}", "s")

// HostTemplate checks a host that may hold names of the target.
func HostTemplate(value string) error {
	if err := Placeholders(value); err != nil {
		return err
	}
	if DNSName(sampleHost.Replace(value)) != nil {
		return fmt.Errorf("must be a host name, such as flink.example.com, not %q", value)
	}
	return nil
}

// DNSName checks the name of a host that an Ingress serves, which Kubernetes does not let be an IP address: those alone
// end with a number.
func DNSName(value string) error {
	last := value[strings.LastIndex(value, ".")+1:]
	if _, err := strconv.Atoi(last); HostName(value) != nil || err == nil {
		return fmt.Errorf("must be a DNS name, such as apps.example.com, not %s", diagnostic.Quote(value))
	}
	return nil
}

// IngressController checks which program serves Ingresses, where that is stated.
func (c *Checker) IngressController(controller v1alpha1.IngressController, field diagnostic.Path) {
	if controller != "" {
		OneOf(c, controller, field, v1alpha1.IngressControllerNGINX, v1alpha1.IngressControllerTraefik)
	}
}

// Reachable reports whether an address has a host, and a port if any.
func Reachable(u *url.URL) bool {
	host := u.Hostname()
	if HostName(strings.ToLower(host)) != nil && len(validation.IsValidIP(nil, host)) > 0 {
		return false
	}
	port, err := strconv.Atoi(u.Port())
	return u.Port() == "" || err == nil && port >= 1 && port <= 65535
}
