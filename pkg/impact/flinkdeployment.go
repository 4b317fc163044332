package impact

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

func changeFlinkDeployment(c *change) {
	c.metadata() // labels and annotations of the FlinkDeployment restart nothing
	d := c.diffClusters("spec", c.old.spec(), c.new.spec())
	d.refused()
	if d.isApplication() {
		d.application()
	} else {
		d.session()
	}
	c.movedAddress(textAt(d.old, "ingress", "template"), textAt(d.new, "ingress", "template"))
}

func (d *specDiff) isApplication() bool { return d.new["job"] != nil }

// redeployed gives each field its class, where the operator deploys the cluster anew: the one given, or a worse one for
// what keeps jobs from being recovered.
func (d *specDiff) redeployed(class Class, reason string, recovers bool) {
	d.each(func(f operatordiff.Field, l leaf) (Class, string) {
		if f.Type == operatordiff.Ignore {
			return d.ignored(l)
		}
		if recovers {
			if worse, why := d.recovery(l); why != "" {
				return worst(class, worse), why
			}
		}
		return class, reason
	})
}

func upgradeModeOf(spec map[string]any) string {
	if mode := textAt(spec, "job", "upgradeMode"); mode != "" {
		return mode
	}
	return string(v1beta1.UpgradeModeStateless)
}
