package alert

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// Alert is what Prometheus can say of a cluster, a job, the operator or StreamPark.
type Alert struct {
	// Name is unique.
	Name string

	// Subject is what the alert is about.
	Subject Subject

	// Computed alerts follow from the spec of one cluster or StreamPark, and stand beside it. Others are the same for all in an
	// environment.
	Computed bool

	// Needs are the sources of metrics that the alert needs beside Flink's own reporter.
	Needs []Source

	// Severity, unless the user chooses another one.
	Severity v1alpha1.AlertSeverity

	// For is how long the expression must hold, as Prometheus writes it; empty for not at all.
	For string

	// Threshold is the field of v1alpha1.AlertThresholds with what the alert compares with; empty for none.
	Threshold string

	// Expression is PromQL in which names in angle brackets stand for what is filled in, such as <threshold>.
	Expression string

	// Earlier is the expression for Flink before 1.20, whose metrics differ; empty where they do not.
	Earlier string

	// Summary is a sentence, and Description what else whoever is called sees at once. Both are templates of Prometheus in which
	// names in angle brackets stand for what is filled in.
	Summary, Description string

	// Meaning says what has happened and what it costs, and Action what to do about it, for the runbook.
	Meaning, Action string
}

// Subject is what an alert is about.
type Subject string

// The subjects of alerts.
const (
	SubjectCluster    Subject = "Flink clusters"
	SubjectJob        Subject = "Flink jobs"
	SubjectOperator   Subject = "The Flink Kubernetes Operator"
	SubjectStreamPark Subject = "StreamPark"
)

// Source is where metrics come from, other than Flink's reporter.
type Source string

// The sources of metrics, by the fields that say that Prometheus has them.
const (
	SourceOperator         Source = "operator"
	SourceKubeStateMetrics Source = "kubeStateMetrics"
	SourceKubelet          Source = "kubelet"
)

// All are the alerts, in the order of the runbook.
func All() []Alert { return slices.Concat(clusters, jobs, operators, streamParks) }

// Names are those of all alerts.
func Names() []string {
	var names []string
	for _, a := range All() {
		names = append(names, a.Name)
	}
	return names
}

// Named is the alert of a name. It reports false where there is none.
func Named(name string) (Alert, bool) {
	for _, a := range All() {
		if a.Name == name {
			return a, true
		}
	}
	return Alert{}, false
}

// Page is where the runbook is, unless the user has one; {alert} stands for the name of an alert in lower case.
const Page = "https://github.com/flinkustomize/flinkustomize/blob/main/pkg/alert/README.md#{alert}"
