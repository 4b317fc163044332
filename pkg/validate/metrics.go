package validate

import (
	"fmt"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) metrics() {
	metrics, field := c.cluster.Metrics, path("metrics")
	if !metrics.On() {
		return
	}
	if port := *metrics.Port; port < 1 || port > 65535 {
		c.add(field.Child("port"), "must be a port from 1 to 65535, not %d", port)
	} else if key := c.listensOn(port); key != "" && c.complete {
		c.add(field.Child("port"), "must not be %d, on which Flink listens already: %s", port, key)
	}
	c.addErr(field.Child("interval"), prometheusDuration(metrics.Interval))
}

// listeners are the options with the ports on which the pods listen, and their values unless set.
var listeners = []struct{ key, port string }{
	{"rest.port", "8081"}, {"jobmanager.rpc.port", "6123"}, {"blob.server.port", "6124"}, {"taskmanager.rpc.port", "6122"},
}

// listensOn names the option of the port on which Flink listens; it is empty when there is none.
func (c *checker) listensOn(port int32) string {
	for _, l := range listeners {
		if value := c.cluster.FlinkConfiguration[l.key]; value != nil {
			l.port = *value
		}
		if flink.Equal(l.key, l.port, strconv.Itoa(int(port))) {
			return l.key
		}
	}
	return ""
}

// prometheusPattern is what the PodMonitor's CRD takes as a duration.
var prometheusPattern = lazyregexp.New(`^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$`)

func prometheusDuration(value string) error {
	if value == "" || value == "0" || !prometheusPattern.MatchString(value) {
		return fmt.Errorf("must be a duration as Prometheus writes it, such as 30s or 1m30s, not %q", value)
	}
	return nil
}
