package impact

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// triggers are fields of a job that have the operator do something when they get another value, and nothing else.
var triggers = map[string]string{
	"savepointTriggerNonce":  "triggers a savepoint",
	"checkpointTriggerNonce": "triggers a checkpoint",
	"autoscalerResetNonce":   "the autoscaler forgets what it has measured",
}

// ignored is the class of a change that the operator only notes.
func (d *specDiff) ignored(l leaf) (Class, string) {
	if len(l.names) == 2 && l.names[0] == "flinkConfiguration" && !strings.HasPrefix(l.names[1], "parallelism.default") {
		switch option, known := operator.FindOption(l.names[1]); {
		case !known:
			return InPlace, "the operator does not restart for it"
		case option.Reader != operator.ReaderResource:
			return None, "the operator does not read this option here"
		}
		return InPlace, "the operator reads it at its next round"
	}
	if effect, ok := triggers[l.last()]; ok {
		if l.new == nil {
			return None, ""
		}
		return InPlace, effect
	}
	switch {
	case l.last() == "initialSavepointPath":
		return Deferred, "read at the first deployment, and with savepointRedeployNonce only"
	case l.last() == "upgradeMode" && d.restarts():
		return Deferred, "used for this upgrade already"
	case l.last() == "upgradeMode":
		return Deferred, "used for the next upgrade"
	case d.restarts():
		return Deferred, "takes effect with this restart"
	}
	return Deferred, "takes effect with the next change that restarts it"
}
