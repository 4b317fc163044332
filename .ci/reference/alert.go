package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
)

// writeAlerts writes a section for each alert: alerts link to them.
func writeAlerts(out *bytes.Buffer) {
	var subject alert.Subject
	for _, a := range alert.All() {
		if a.Subject != subject {
			subject = a.Subject
			fmt.Fprintf(out, "## %s\n\n", subject)
		}
		fmt.Fprintf(out, "### %s\n\n%s\n\n**What to do.** %s\n\n*%s*\n\n", a.Name, a.Meaning, a.Action, strings.Join(properties(a), ", "))
	}
}

// properties say how grave an alert is, when it fires, and what it needs.
func properties(a alert.Alert) []string {
	all := []string{string(a.Severity)}
	switch {
	case a.For == "":
		all = append(all, "at once")
	case strings.Contains(a.For, "<"):
		all = append(all, "after three checkpoints")
	default:
		all = append(all, "after "+a.For)
	}
	if t, ok := alert.ThresholdNamed(a.Threshold); ok {
		all = append(all, "threshold `"+t.Field+"`"+usual(t))
	}
	for _, source := range []struct {
		of   alert.Source
		name string
	}{
		{alert.SourceOperator, "the operator"},
		{alert.SourceKubeStateMetrics, "kube-state-metrics"},
		{alert.SourceKubelet, "the kubelets"},
	} {
		if slices.Contains(a.Needs, source.of) {
			all = append(all, "needs metrics of "+source.name+" (`"+string(source.of)+"`)")
		}
	}
	if a.Computed {
		all = append(all, "each app has its own rule")
	}
	return all
}

// usual is the default of a threshold.
func usual(t alert.Threshold) string {
	switch {
	case t.Default == 0:
		return ""
	case t.IsTime():
		return " (" + strings.TrimSuffix((time.Duration(t.Default)*time.Millisecond).String(), "0s") + ")"
	case strings.HasSuffix(t.Field, "Percent"):
		return fmt.Sprintf(" (%d %%)", t.Default)
	}
	return fmt.Sprintf(" (%d)", t.Default)
}
