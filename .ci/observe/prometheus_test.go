package observe

import (
	"testing"
	"time"
)

// A series of each process is there under the labels of its target, and a counter that grows has a rate.
func TestPrometheusSeesWhatWasRecorded(t *testing.T) {
	version := FlinkVersions[len(FlinkVersions)-1]
	metrics := Flink(t, version)
	prometheus := Start(t, []Target{{
		Metrics: metrics,
		Labels:  map[string]string{"namespace": "streaming", "app": "analytics", "component": "jobmanager", "pod": "analytics-0"},
		Values: map[string]func(time.Duration) float64{"flink_jobmanager_job_numRestarts": func(since time.Duration) float64 {
			return since.Seconds()
		}},
	}})
	for expression, want := range map[string]int{
		`flink_jobmanager_taskSlotsTotal{namespace="streaming",app="analytics"}`: 1,
		`rate(flink_jobmanager_job_numRestarts[1m]) > 0`:                         1,
		`flink_jobmanager_job_fullRestarts`:                                      0, // gone in 2.x
	} {
		if got := prometheus.Query(t, expression); len(got) != want {
			t.Errorf("%s has %d series, want %d: %v", expression, len(got), want, got)
		}
	}
	if _, err := prometheus.query("sum("); err == nil {
		t.Error("an expression that cannot be read must be an error")
	}
}

func TestMetricsOfAnExpression(t *testing.T) {
	got, err := Metrics(`sum by (app) (rate(a_total{x="1"}[5m])) or b / on (app) a_total`)
	if err != nil || len(got) != 2 || got[0] != "a_total" || got[1] != "b" {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := Metrics(`sum({__name__=~"a.*"})`); err == nil {
		t.Errorf("a selector without a name must be an error, not %v", got)
	}
}
