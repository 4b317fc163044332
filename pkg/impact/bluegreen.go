package impact

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// changeBlueGreen is a change of a FlinkBlueGreenDeployment: where a cluster of its own would be upgraded, a second one
// is started beside the first, and takes over.
func changeBlueGreen(c *change) {
	c.metadata()
	old, new := c.old.spec("template", "spec"), c.new.spec("template", "spec")
	d := c.diffClusters("spec.template.spec", old, new)
	switch {
	case old == nil || new == nil || d.old["job"] == nil || d.new["job"] == nil:
		c.cause(leaf{path: "spec.template.spec.job", name: "job", old: old["job"], new: new["job"]}, Refused, "must be set on both sides of a change")
		return
	case d.strongest.Compare(operatordiff.Upgrade) == 0 || d.strongest == operatordiff.Scale:
		d.transition()
	default:
		d.application()
	}
	for _, part := range []string{"configuration", "ingress"} {
		for _, l := range leaves("spec."+part, []string{part}, c.old.at("spec", part), c.new.at("spec", part)) {
			c.cause(l, InPlace, "")
		}
	}
	for _, l := range leaves("spec.template.metadata", []string{"template", "metadata"}, c.old.at("spec", "template", "metadata"), c.new.at("spec", "template", "metadata")) {
		c.cause(l, None, "the operator does not give it to the clusters")
	}
	c.movedAddress(c.old.text("spec", "ingress", "template"), c.new.text("spec", "ingress", "template"))
}

func (d *specDiff) transition() {
	switch mode := upgradeModeOf(d.new); mode {
	case string(v1beta1.UpgradeModeStateless):
		d.redeployed(JobsLost, "upgradeMode is stateless", false)
		d.Jobs, d.State = "a second cluster starts with empty state beside the first, which is deleted once it runs", "the state of the first is dropped"
	default:
		d.redeployed(Restart, "", false)
		d.Jobs = fmt.Sprintf("a second cluster starts beside the first from %s, and the first is deleted once it runs; until then both process what comes in", map[bool]string{true: "its last checkpoint", false: "a savepoint"}[mode == string(v1beta1.UpgradeModeLastState) && upgradeModeOf(d.old) == mode])
		d.State = "state is handed over to the second cluster"
	}
	if d.suspended(); isSuspended(d.new) {
		d.State = ""
	}
	d.Users = "addresses stay if spec.ingress is used; each cluster has a Service of its own"
}

func removeBlueGreen(c *change) {
	spec := c.old.spec("template", "spec")
	conf := configurationOf(spec)
	ha := conf.highAvailability()
	c.keptFiles(conf, ha)
	c.removeApplication(spec, conf, ha)
	c.Jobs = strings.Replace(c.Jobs, "the job", "the job of its clusters", 1)
}
