package impact

import (
	"encoding/json"
	"strings"
)

// isDashboard reports whether the data of a ConfigMap is a dashboard of Grafana, which Grafana or its operator reads again, and no
// pod.
func isDashboard(l leaf) bool {
	text, _ := l.new.(string)
	if text == "" {
		text, _ = l.old.(string)
	}
	if !l.below("data") || !strings.HasSuffix(l.name, ".json") || !strings.HasPrefix(text, "{") {
		return false
	}
	var dashboard struct {
		Panels        []json.RawMessage
		SchemaVersion int
	}
	return json.Unmarshal([]byte(text), &dashboard) == nil && dashboard.SchemaVersion > 0 && len(dashboard.Panels) > 0
}

// changeGrafanaDashboard: the Grafana Operator imports the dashboard again, but for what its CRD (v5) keeps.
func changeGrafanaDashboard(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		if l.below("spec", "instanceSelector") || l.below("spec", "uid") {
			return Refused, "cannot be changed: delete the GrafanaDashboard first"
		}
		return InPlace, ""
	})
}
