package lint

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// clusterChange is what a cluster that runs cannot be changed to.
func (c *checker) clusterChange() {
	if c.last == nil {
		return
	}
	text := func(names ...string) string {
		text, _ := at(c.last, names...).(string)
		return text
	}
	mode, _ := c.text("job", "upgradeMode")
	if version, _ := c.text("flinkVersion"); text("job", "state") == string(v1beta1.JobStateSuspended) &&
		text("job", "upgradeMode") == string(v1beta1.UpgradeModeLastState) && mode != string(v1beta1.UpgradeModeStateless) && mode != "" &&
		version != text("flinkVersion") {
		c.report(c.field("flinkVersion"), "must stay %s until the job, which was suspended with last-state, runs again", text("flinkVersion"))
	}
	switch ran := at(c.last, "job") != nil; {
	case ran && !c.isApplication():
		c.report(c.field("job"), "must stay: an application cluster cannot become a session cluster; delete it first")
	case !ran && c.isApplication():
		c.report(c.field("job"), "must not be added: a session cluster cannot become an application cluster; delete it first")
	}
	if now, was := c.mode(), modeOf(text("mode")); now != was {
		c.report(c.field("mode"), "must stay %s: a cluster cannot change it; delete it first", was)
	}
	c.savepointRedeploy()
}

func (c *checker) mode() string {
	mode, _ := c.text("mode")
	return modeOf(mode)
}

func modeOf(mode string) string {
	if mode == "" {
		return string(v1beta1.ModeNative)
	}
	return mode
}

// savepointRedeploy starts a job from a savepoint when the nonce changes.
func (c *checker) savepointRedeploy() {
	nonce, ok := c.integer("job", "savepointRedeployNonce")
	if !ok || !c.release.SavepointRedeploy() {
		return
	}
	if was, ok := wholeNumber(at(c.last, "job", "savepointRedeployNonce")); ok && was == nonce {
		return
	}
	if path, _ := c.text("job", "initialSavepointPath"); strings.TrimSpace(path) == "" && c.last != nil {
		c.report(c.field("job", "initialSavepointPath"), "must be set where savepointRedeployNonce changes")
	}
}
