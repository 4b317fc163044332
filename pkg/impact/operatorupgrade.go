package impact

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Releases in which the operator's behaviour changed.
var (
	since1_7  = operator.MustParseRelease("1.7")
	since1_10 = operator.MustParseRelease("1.10")
	since1_13 = operator.MustParseRelease("1.13")
	since1_15 = operator.MustParseRelease("1.15")
)

// operatorUpgrade is what another release of the operator makes of what is the same in a FlinkDeployment or FlinkSessionJob.
func operatorUpgrade(c *change) {
	c.laterFields()
	c.nullPointer()
}

// laterFields are such that the older release did not know: the newer one finds them where none is stored.
func (c *change) laterFields() {
	found := false
	for _, field := range []struct {
		names  []string
		class  Class
		reason string
	}{
		{[]string{"ingress", "labels"}, Restart, "the older operator did not know this field, so that the newer one takes it for a change"},
		{[]string{"ingress", "tls"}, Restart, "the older operator did not know this field, so that the newer one takes it for a change"},
		{[]string{"job", "savepointRedeployNonce"}, JobsLost, "the older operator did not know this field, and the newer one starts the job from initialSavepointPath"},
	} {
		value := c.new.at(append([]string{"spec"}, field.names...)...)
		name := strings.Join(field.names, ".")
		_, wasMissing := c.old.release.MissingField(name)
		_, isMissing := c.new.release.MissingField(name)
		if value == nil || !wasMissing || isMissing {
			continue
		}
		found = true
		class := field.class
		if class == Restart && configurationOf(c.old.spec()).highAvailability().mode == "" {
			class = JobsLost
		}
		c.cause(leaf{path: "spec." + name, name: name, new: value}, class, field.reason)
	}
	if found && c.Jobs == "" {
		c.Jobs = "the operator deploys it anew after its upgrade"
		if c.has(JobsLost) {
			c.Jobs += ", and running jobs do not come back, or come back empty"
		}
	}
}

// nullPointer: 1.13.0 fails to compare what a release before it stored without a flinkConfiguration.
func (c *change) nullPointer() {
	if c.old.release.Compare(since1_13) < 0 && c.new.release == since1_13 && c.old.spec()["flinkConfiguration"] == nil {
		c.stuck = true
		c.cause(leaf{path: "operatorVersion", old: c.old.release.String(), new: c.new.release.String()}, Refused, "1.13.0 fails with a NullPointerException on an object that an older release stored without flinkConfiguration")
		c.Jobs = "running jobs go on, but the operator no longer reconciles the object"
		c.lose(fmt.Sprintf("operator 1.13.0 cannot reconcile %s: set an option in its flinkConfiguration before, or take 1.14 or later", c.new.id))
	}
}
