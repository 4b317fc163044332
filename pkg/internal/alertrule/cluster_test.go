package alertrule

import (
	"regexp"
	"testing"
	"time"
)

// A checkpoint that takes as long as it may is not late.
func TestCheckpointAge(t *testing.T) {
	const s, m = time.Second, time.Minute
	for _, test := range []struct {
		checkpoints Checkpoints
		want        time.Duration
	}{
		{Checkpoints{Interval: 30 * s, Timeout: m}, 10 * m},
		{Checkpoints{Interval: 30 * s, Timeout: 10 * m}, 11 * m},
		{Checkpoints{Interval: 30 * s, Timeout: 20 * m}, 21 * m},
		{Checkpoints{Interval: 30 * s, Timeout: 20 * m, MinPause: 5 * m}, 25 * m},
		{Checkpoints{Interval: 10 * m, Timeout: 10 * m}, 30 * m},
		{Checkpoints{Interval: 200 * s, Timeout: s}, 10 * m},
		{Checkpoints{Interval: 201 * s, Timeout: s}, 11 * m},
	} {
		if got := test.checkpoints.age(); got != test.want {
			t.Errorf("%+v: %s, want %s", test.checkpoints, got, test.want)
		}
	}
}

func TestPrometheusTime(t *testing.T) {
	for length, want := range map[time.Duration]string{
		90 * time.Second: "90s", time.Minute: "1m", 90 * time.Minute: "90m", 2 * time.Hour: "2h", 48 * time.Hour: "2d", 1500 * time.Millisecond: "2s",
	} {
		if got := prometheusTime(length); got != want {
			t.Errorf("%s: %s, want %s", length, got, want)
		}
	}
}

// A cluster's pods are its own, and not those of one whose name begins with its name.
func TestPods(t *testing.T) {
	pods := regexp.MustCompile("^(?:" + Cluster{Names: []string{"analytics"}}.pods() + ")$")
	for name, want := range map[string]bool{
		"analytics-6d9f7c5b8-x2x4z":               true, // JobManager
		"analytics-taskmanager-1-3":               true, // native
		"analytics-taskmanager-6d9f7c5b8-x2x4z":   true, // standalone
		"analytics-2-6d9f7c5b8-x2x4z":             false,
		"analytics-2-taskmanager-1-3":             false,
		"my-analytics-6d9f7c5b8-x2x4z":            false,
		"analytics-sql-gateway-6d9f7c5b8-x2x4z":   false,
		"analytics-sql-gateway-6d9f7c5b8-x2x4z-1": false,
	} {
		if got := pods.MatchString(name); got != want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
