package operator

import (
	"fmt"
	"math"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// autoscalerPrefix begins the key of each option of the autoscaler. Releases before 1.7 know them below OptionPrefix only;
// later ones read both.
const autoscalerPrefix = "job.autoscaler."

// autoscalerRange is what the operator takes as the value of an option of the autoscaler.
type autoscalerRange struct {
	name     string // without the prefix
	since    Release
	min, max float64
}

// autoscalerRanges are those that the operator checks when the autoscaler is on; a FlinkDeployment with a value outside
// is refused. Those of the utilization have been relative to one another since 1.11: see utilization.
var autoscalerRanges = []autoscalerRange{
	{"observed-scalability.coefficient-min", release(12), 0.01, 1},
	{"scale-down.max-factor", release(7), 0, math.Inf(1)},
	{"scale-up.max-factor", release(7), 0, math.Inf(1)},
	{"target.utilization.boundary", release(7), 0, math.Inf(1)},
}

// OptionError is about the value of one option.
type OptionError struct {
	// Key of the option.
	Key string

	// Message says what must hold.
	Message string
}

// Error is the key and the message.
func (e *OptionError) Error() string { return e.Key + ": " + e.Message }

// CheckAutoscaler checks the options of the autoscaler in a configuration, where that switches it on, as the operator
// does before it takes a FlinkDeployment.
func CheckAutoscaler(configuration map[string]string, r Release) []*OptionError {
	if !r.atLeast(7) { // which check nothing
		return nil
	}
	c := &autoscaler{configuration: configuration, release: r}
	if !c.isOn() {
		return c.errs
	}
	for _, option := range autoscalerRanges {
		if r.Compare(option.since) >= 0 {
			c.inRange(option)
		}
	}
	if r.atLeast(11) {
		c.utilization()
	} else {
		c.inRange(autoscalerRange{name: "target.utilization", max: math.Inf(1)})
	}
	if r.atLeast(8) {
		c.excludedPeriods()
	}
	return c.errs
}

// autoscaler reads the options of the autoscaler.
type autoscaler struct {
	configuration map[string]string
	release       Release
	errs          []*OptionError
}

// isOn reports whether the autoscaler is on.
func (c *autoscaler) isOn() bool {
	key, on := c.lookup("enabled")
	switch {
	case strings.EqualFold(on, "true"):
		return true
	case key != "" && !strings.EqualFold(on, "false"):
		c.errs = append(c.errs, &OptionError{Key: key, Message: "must be true or false, not " + diagnostic.Quote(on)})
	}
	return false
}

// lookup is the key of an option in the configuration, under the first of its names that is set, and its value; both are empty
// when it is not set.
func (c *autoscaler) lookup(names ...string) (key, value string) {
	for _, prefix := range []string{autoscalerPrefix, OptionPrefix + autoscalerPrefix} {
		for _, name := range names {
			if value, ok := c.configuration[prefix+name]; ok {
				return prefix + name, value
			}
		}
	}
	return "", ""
}

func (c *autoscaler) refuse(key, must, value string) {
	c.errs = append(c.errs, &OptionError{Key: key, Message: fmt.Sprintf("must be %s while the autoscaler is on, not %s", must, diagnostic.Quote(value))})
}

func (c *autoscaler) inRange(option autoscalerRange) {
	key, value := c.lookup(option.name)
	if key == "" {
		return
	}
	if number, ok := flink.ParseDouble(value); ok && option.min <= number && number <= option.max {
		return
	}
	c.refuse(key, option.must(), value)
}

// utilization is a target from 0 to 1, and bounds around it. The operator compares them with the target's default too.
func (c *autoscaler) utilization() {
	const defaultTarget = 0.7
	targetName, target := "its default", defaultTarget
	if key, value := c.lookup("utilization.target", "target.utilization"); key != "" { // the latter is its earlier name
		number, ok := flink.ParseDouble(value)
		if !ok || !(0 <= number && number <= 1) {
			c.refuse(key, "a number from 0 to 1", value)
			return
		}
		targetName, target = key, number
	}
	c.bound("utilization.min", 0, target, fmt.Sprintf("a number from 0 to %v, the target of the utilization by %s,", target, targetName))
	c.bound("utilization.max", target, 1, fmt.Sprintf("a number from %v, the target of the utilization by %s, to 1", target, targetName))
}

func (c *autoscaler) bound(name string, least, most float64, must string) {
	key, value := c.lookup(name)
	if key == "" {
		return
	}
	if number, ok := flink.ParseDouble(value); !ok || !(least <= number && number <= most) {
		c.refuse(key, must, value)
	}
}

// excludedPeriods are times at which nothing is scaled.
func (c *autoscaler) excludedPeriods() {
	key, value := c.lookup("excluded.periods")
	periods, err := flink.ParseList(value)
	if err != nil {
		c.refuse(key, "a list with semicolons between its elements", value)
	}
	for _, period := range periods {
		if !isExcludedPeriod(period) {
			c.refuse(key, "a list of daily times such as 20:00-22:00, Quartz cron expressions such as * * 20-23 * * ?, or one of each with && between them,", period)
		}
	}
}
