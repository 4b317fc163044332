package lint

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

const (
	operatorPrefix     = operator.OptionPrefix
	healthCheckEnabled = operatorPrefix + "cluster.health-check.enabled"
	recoveryEnabled    = operatorPrefix + "jm-deployment-recovery.enabled"
	earlierRecovery    = operatorPrefix + "reconciler.jm-deployment-recovery.enabled"
)

// healthCheck restarts a cluster that is not healthy, which the operator does by recovering its deployment.
func (c *checker) healthCheck() {
	if on, _ := c.boolean(false, healthCheckEnabled); !on {
		return
	}
	if on, s := c.boolean(true, recoveryEnabled, earlierRecovery); !on && s.path != nil {
		c.report(c.place(s), "must be true with %s, which restarts clusters by it", healthCheckEnabled)
	}
}

// boolean is an option of the operator under the first of its keys that is set, and where it stands. What is neither
// true nor false is reported, and is the default.
func (c *checker) boolean(otherwise bool, keys ...string) (bool, setting) {
	_, s, ok := c.effective.first(keys...)
	switch {
	case !ok:
		return otherwise, s
	case strings.EqualFold(s.value, "true"):
		return true, s
	case strings.EqualFold(s.value, "false"):
		return false, s
	}
	c.report(c.place(s), "must be true or false, not %s", diagnostic.Quote(s.value))
	return otherwise, setting{}
}
