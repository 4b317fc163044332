package validate

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

var optionKey = lazyregexp.New(`^[A-Za-z0-9$_][A-Za-z0-9$_*/-]*(\.[A-Za-z0-9$_*/-]+)*$`)

// flinkConfiguration checks the user's own options: keys that the operator refuses or overrides silently, values that
// a configuration file cannot hold, and what Flink or the operator would ignore or fail to read.
func (c *checker) flinkConfiguration() {
	for _, key := range slices.Sorted(maps.Keys(c.cluster.FlinkConfiguration)) {
		field, value := path("flinkConfiguration", key), *c.cluster.FlinkConfiguration[key]
		overridden, isOverridden := operator.FindOverriddenKey(key)
		switch {
		case !optionKey.MatchString(key):
			c.addAs(diagnostic.RuleOption, field, "must have a key of letters, digits, dots and dashes")
		case slices.Contains(operator.ForbiddenKeys(), key):
			c.addAs(diagnostic.RuleOption, field, "must not be set: the operator sets it and refuses a FlinkDeployment that does")
		case isOverridden && !overridden.ApplicationOnly:
			c.addAs(diagnostic.RuleOption, field, "must not be set: the operator overrides it with the FlinkDeployment's %s%s", overridden.Field, insteadOf(overridden.Field))
		case strings.ContainsAny(value, "\n\r\x00"):
			c.addAs(diagnostic.RuleOption, field, "must be one line of text, not %s", diagnostic.Quote(value))
		case slices.Contains(clusterIDKeys, key):
			c.addAs(diagnostic.RuleOption, field, "must not be set: it is a deprecated key of high-availability.cluster-id, which the operator sets")
		case key == "scheduler-mode" && strings.EqualFold(value, "reactive"):
			c.addAs(diagnostic.RuleOption, field, "must not be %s: a session cluster does not start in reactive mode, which is for standalone application clusters", diagnostic.Quote(value))
		default:
			c.option(key, value, field)
			c.readByOperator(key, field)
			if strings.HasPrefix(key, "env.java.opts") {
				c.jvmOptions(value, field)
			}
		}
	}
}

// option checks an option against what the session's Flink and the operator read.
func (c *checker) option(key, value string, field diagnostic.Path) {
	flinkErr, operatorErr := flink.CheckOption(key, value, c.flinkVersion), operator.CheckOption(key, value, c.release)
	c.addErr(field, flinkErr)
	c.addErr(field, operatorErr)
	switch {
	case flinkErr != nil || operatorErr != nil:
	case flink.IsUnknown(key):
		c.addAs(diagnostic.RuleUnknownOption, field, "is read by no known version of Flink, and does nothing unless a program of yours reads it")
	case operator.IsUnknown(key):
		c.addAs(diagnostic.RuleUnknownOption, field, "is read by no known release of the operator, and does nothing unless a plugin of yours reads it")
	}
}

// clusterIDKeys are earlier keys of an option that the operator sets; it refuses only the present one.
var clusterIDKeys = []string{"high-availability.zookeeper.path.namespace", "recovery.zookeeper.path.namespace"}

// specFields are the fields of a FlinkSession that set fields of the FlinkDeployment.
var specFields = map[string]string{
	"spec.image":                       "spec.image",
	"spec.imagePullPolicy":             "spec.imagePullPolicy",
	"spec.flinkVersion":                "spec.flinkVersion",
	"spec.mode":                        "spec.mode",
	"spec.serviceAccount":              "spec.serviceAccount.name",
	"spec.jobManager.replicas":         "spec.jobManager.replicas",
	"spec.jobManager.resource.cpu":     "spec.jobManager.cpu",
	"spec.jobManager.resource.memory":  "spec.jobManager.memory",
	"spec.jobManager.podTemplate":      "spec.jobManager.podTemplate",
	"spec.taskManager.resource.cpu":    "spec.taskManager.cpu",
	"spec.taskManager.resource.memory": "spec.taskManager.memory",
	"spec.taskManager.podTemplate":     "spec.taskManager.podTemplate",
	"spec.taskManager.replicas":        "spec.taskManager.replicas",
}

func insteadOf(field string) string {
	if own, ok := specFields[field]; ok {
		return "; set " + own
	}
	return ""
}

func portText(value string) error {
	if port, err := strconv.ParseUint(value, 10, 16); err != nil || port == 0 {
		return fmt.Errorf("must be a port from 1 to 65535, not %q", value)
	}
	return nil
}
