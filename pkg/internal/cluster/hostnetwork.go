package cluster

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// hostNetworkOption has Flink run its pods on the network of their nodes.
const hostNetworkOption = "kubernetes.hostnetwork.enabled"

// hostNetwork refuses pods on the host's network: Flink declares none of their ports, and changes Services itself, for
// which its Role has no right.
func (c *checker) hostNetwork() {
	if value := c.cluster.FlinkConfiguration[hostNetworkOption]; value != nil && strings.EqualFold(*value, "true") {
		c.AddAs(diagnostic.RuleOption, path("flinkConfiguration", hostNetworkOption), "must be false: on the host's network Flink declares no container ports, "+
			"and neither the operator's startup probe nor a Service finds the port named rest")
	}
}
