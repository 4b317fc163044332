package environment

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// inlineName checks the name that inline settings give to their environment.
func inlineName(c *check.Checker, t *resolve.Target) {
	if t.Settings.Name == "" {
		return
	}
	if !t.Complete || t.Environment != nil {
		c.Add(path("name"), whyNoInlineName)
		return
	}
	c.AddErr(path("name"), environmentName(t.Settings.Name))
}

// CheckInline checks the settings that a target states itself. Those of its Environment alone are checked once, with that.
func CheckInline(t *resolve.Target) diagnostic.Findings {
	if !t.OwnSettings {
		return nil
	}
	c := &check.Checker{Errorf: t.SettingErrorf}
	inlineName(c, t)
	inlineAlerts(c, t)
	checkSettings(c, t.Settings)
	return c.Findings
}
