package lint

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// overlaps are keys of which one begins another one, in what reaches a cluster of Flink 2, whose configuration file
// cannot hold both.
func (c *checker) overlaps() {
	if !c.release.RefusesOverlappingKeys(c.flink.Major) {
		return
	}
	keys := c.deployedKeys()
	for _, pair := range operator.OverlappingKeys(keys) {
		s := c.effective[pair[0]]
		c.report(c.place(s), "must not be set with Flink 2 beside %s, of which it is the beginning: its configuration file cannot hold both", pair[1])
	}
}

// deployedKeys are those of the configuration that Flink is started with.
func (c *checker) deployedKeys() []string {
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(c.effective)), operator.Keeps)
	if c.highlyAvailable() {
		keys = append(keys, "high-availability.cluster-id")
	}
	return append(keys, c.keysOfFields()...)
}

// keysOfFields are those that the operator makes of the typed fields.
func (c *checker) keysOfFields() []string {
	keys := []string{"kubernetes.pod-template-file.jobmanager"} // always, for the startup probe
	if c.has("podTemplate") || c.has("taskManager", "podTemplate") {
		keys = append(keys, "kubernetes.pod-template-file.taskmanager")
	}
	for _, set := range []struct {
		field []string
		key   string
	}{
		{[]string{"image"}, "kubernetes.container.image.ref"},
		{[]string{"imagePullPolicy"}, "kubernetes.container.image.pull-policy"},
		{[]string{"jobManager", "resource", "cpu"}, "kubernetes.jobmanager.cpu.amount"},
		{[]string{"taskManager", "resource", "cpu"}, "kubernetes.taskmanager.cpu.amount"},
	} {
		if c.has(set.field...) {
			keys = append(keys, set.key)
		}
	}
	return keys
}
