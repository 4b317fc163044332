package validate

import (
	"fmt"
	"regexp"
)

func (c *checker) metrics() {
	metrics, field := c.spec.Metrics, path("metrics")
	if !metrics.On() {
		return
	}
	if port := *metrics.Port; port < 1 || port > 65535 {
		c.add(field.Child("port"), "must be a port from 1 to 65535, not %d", port)
	}
	c.addErr(field.Child("interval"), prometheusDuration(metrics.Interval))
}

// prometheusPattern is what the PodMonitor's CRD takes as a duration.
var prometheusPattern = regexp.MustCompile(`^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$`)

func prometheusDuration(value string) error {
	if value == "" || value == "0" || !prometheusPattern.MatchString(value) {
		return fmt.Errorf("must be a duration as Prometheus writes it, such as 30s or 1m30s, not %q", value)
	}
	return nil
}
