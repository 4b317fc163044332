package operator

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
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
// is refused. Of two lines with one name the later one holds for its release and newer ones.
var autoscalerRanges = []autoscalerRange{
	{"observed-scalability.coefficient-min", release(12), 0.01, 1},
	{"scale-down.max-factor", release(7), 0, math.Inf(1)},
	{"scale-up.max-factor", release(7), 0, math.Inf(1)},
	{"target.utilization", release(7), 0, math.Inf(1)},
	{"target.utilization", release(11), 0, 1},
	{"target.utilization.boundary", release(7), 0, math.Inf(1)},
	{"utilization.max", release(11), 0, 1},
	{"utilization.min", release(11), 0, 1},
	{"utilization.target", release(11), 0, 1},
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
	c := &autoscaler{configuration: configuration, release: r, values: map[string]float64{}}
	if _, on := c.lookup("enabled"); !strings.EqualFold(on, "true") {
		return nil
	}
	for i, option := range autoscalerRanges {
		replaced := i+1 < len(autoscalerRanges) && autoscalerRanges[i+1].name == option.name && r.Compare(autoscalerRanges[i+1].since) >= 0
		if r.Compare(option.since) >= 0 && !replaced {
			c.inRange(option)
		}
	}
	c.around()
	return c.errs
}

// autoscaler reads the options of the autoscaler.
type autoscaler struct {
	configuration map[string]string
	release       Release
	values        map[string]float64 // by name, of what is in its range
	errs          []*OptionError
}

// lookup is the key of an option in the configuration, and its value; both are empty when it is not set.
func (c *autoscaler) lookup(name string) (key, value string) {
	for _, key := range []string{autoscalerPrefix + name, OptionPrefix + autoscalerPrefix + name} {
		if value, ok := c.configuration[key]; ok {
			return key, value
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
	number, err := strconv.ParseFloat(value, 64)
	if err != nil && CheckOption(key, value, c.release) != nil {
		return // which CheckOption says
	}
	if err == nil && option.min <= number && number <= option.max && !math.IsInf(number, 0) {
		c.values[option.name] = number
		return
	}
	c.refuse(key, option.must(), value)
}

// around checks that the bounds of the utilization lie around its target.
func (c *autoscaler) around() {
	if !c.release.atLeast(11) {
		return
	}
	name := "utilization.target"
	key, text := c.lookup(name)
	if key == "" {
		name = "target.utilization" // its earlier name
		key, text = c.lookup(name)
	}
	target, ok := c.values[name]
	if key == "" {
		name = "utilization.target"
		option, _ := FindOption(autoscalerPrefix + name)
		text = option.Changes[0].Default
		target, _ = strconv.ParseFloat(text, 64)
		text += " unless set"
		ok = true
	}
	if !ok {
		return
	}
	if least, ok := c.values["utilization.min"]; ok && least > target {
		key, value := c.lookup("utilization.min")
		c.refuse(key, fmt.Sprintf("at most %s, which is %s,", autoscalerPrefix+name, text), value)
	}
	if most, ok := c.values["utilization.max"]; ok && most < target {
		key, value := c.lookup("utilization.max")
		c.refuse(key, fmt.Sprintf("at least %s, which is %s,", autoscalerPrefix+name, text), value)
	}
}
