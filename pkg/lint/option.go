package lint

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// options are checked by what the version of Flink and the release of the operator read.
func (c *checker) options() {
	for _, key := range slices.Sorted(maps.Keys(c.configuration)) {
		s := c.configuration[key]
		if c.hasErrorAt(s.path) {
			continue
		}
		if err := operator.CheckOption(key, c.release); err != nil {
			c.report(s.path, "%v", err)
		} else if err := flink.CheckOption(key, s.value, c.flink); err != nil {
			c.report(s.path, "%v", err)
		}
	}
}

// storageDirectory: with high availability on, no JobManager starts without a place for what it must not lose.
func (c *checker) storageDirectory() {
	if c.highlyAvailable() && !c.isDirectory(flink.HighAvailabilityStorageDir) {
		_, s, _ := c.option(flink.HighAvailabilityType)
		if c.hasErrorAt(c.place(s)) {
			return
		}
		c.report(c.place(s), "must not be set without %s, without which Flink does not start", c.keyOf(flink.HighAvailabilityStorageDir))
	}
}

// overriddenOptions do nothing beside a field that says the same.
func (c *checker) overriddenOptions() {
	for _, key := range slices.Sorted(maps.Keys(c.configuration)) {
		overridden, ok := operator.FindOverriddenKey(key)
		field, inSpec := strings.CutPrefix(overridden.Field, "spec.")
		if !ok || !inSpec || overridden.ApplicationOnly && !c.isApplication() || !c.has(strings.Split(field, ".")...) {
			continue
		}
		if s := c.configuration[key]; !c.hasErrorAt(s.path) {
			c.report(s.path, "does nothing: the operator replaces it with what %s says", overridden.Field)
		}
	}
}

// servicePorts are ports of Services or containers, and whether Flink takes another one in the place of 0.
var servicePorts = []struct {
	key      string
	zeroIsOK bool
}{
	{"blob.server.port", true},
	{"jobmanager.rpc.port", false},
	{"rest.bind-port", true},
	{"rest.port", false},
	{"taskmanager.rpc.port", true},
}

// ports are such that Kubernetes has them.
func (c *checker) ports() {
	for _, p := range servicePorts {
		s, ok := c.effective[p.key]
		if n, err := strconv.ParseInt(s.value, 10, 32); ok && err == nil && (n < 0 || n == 0 && !p.zeroIsOK || n > 65535) {
			c.report(c.place(s), "must be from 1 to 65535, as Kubernetes has ports, not %s", diagnostic.Quote(s.value))
		}
	}
}
