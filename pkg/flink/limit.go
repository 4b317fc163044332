package flink

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// limit is what a number may be at least and at most.
type limit struct {
	least, most float64
	what        string
}

// What Kubernetes, or Flink on it, refuses though it is of the option's type: a Service and a container need one port each,
// and Flink reads no range of them where it makes the container. For some it takes one of its own in the place of 0.
var (
	servicePort   = limit{1, math.MaxUint16, "a port from 1 to 65535"}
	containerPort = limit{0, math.MaxUint16, "one port up to 65535, since Flink takes no range of them on Kubernetes"}
	limitFactor   = limit{1, math.MaxFloat64, "a number of at least 1, since a limit is no less than the request"}
)

// limits of options, by their newest keys.
var limits = map[string]limit{
	"blob.server.port":               containerPort,
	"jobmanager.rpc.port":            servicePort,
	"rest.bind-port":                 containerPort,
	"taskmanager.rpc.port":           containerPort,
	RestPort.key:                     servicePort,
	TaskManagerNumberOfTaskSlots.key: {1, math.MaxInt32, "a number of at least 1"},
	JobManagerCPULimitFactor.key:     limitFactor,
	JobManagerMemoryLimitFactor.key:  limitFactor,
	TaskManagerCPULimitFactor.key:    limitFactor,
	TaskManagerMemoryLimitFactor.key: limitFactor,
}

// Limit says what the value of an option, under any of its keys, must be beside of the option's type, such as "a port from 1
// to 65535"; empty where there is no limit.
func Limit(key string) string {
	b, _ := catalog().limitOf(key)
	return b.what
}

func (c *catalogIndex) limitOf(key string) (limit, bool) {
	for _, successor := range c.successorsOf(key) {
		if _, ok := limits[successor]; ok {
			key = successor
		}
	}
	b, ok := limits[key]
	return b, ok
}

// checkLimits checks a value that is of its option's type.
func (c *catalogIndex) checkLimits(key, value string) error {
	b, ok := c.limitOf(key)
	if !ok {
		return nil
	}
	number, err := strconv.ParseFloat(strings.TrimRight(strings.TrimSpace(value), "fFdD"), 64)
	if err != nil || number < b.least || number > b.most || math.IsNaN(number) {
		return fmt.Errorf("must be %s, not %s", b.what, diagnostic.Quote(value))
	}
	return nil
}
