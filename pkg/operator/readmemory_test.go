package operator_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestReadMemoryReadsWhatTheOperatorReads(t *testing.T) {
	for _, c := range []struct {
		release, memory string
		want            int64 // -1: refused
	}{
		{"1.15", "2048m", 2 << 30},
		{"1.15", "2G", 2 << 30},
		{"1.15", " 2 gb ", 2 << 30},
		{"1.15", "2Gi", 2 << 30},
		{"1.15", "2giB", 2 << 30},
		{"1.15", "2 Gi", 2 << 30},
		{"1.15", "100", 100},
		{"1.15", "0", 0},
		{"1.15", "2e9", 2_000_000_000},
		{"1.15", "2p", 2_000_000_000_000_000},
		{"1.15", "1.5g", -1},
		{"1.15", "1.5Gi", -1},
		{"1.15", "2E", -1},
		{"1.15", "-2g", -1},
		{"1.15", "x", -1},
		{"1.15", "", -1},
		{"1.15", "99999999999t", -1},
		{"1.6", "2g", 2 << 30},
		{"1.6", "2Gi", -1},
	} {
		release, err := operator.ParseRelease(c.release)
		if err != nil {
			t.Fatal(err)
		}
		got, err := operator.ReadMemory(c.memory, release)
		if c.want < 0 && err == nil || c.want >= 0 && (err != nil || got != c.want) {
			t.Errorf("%s reads %q as %d (%v), not %d", c.release, c.memory, c.want, err, got)
		}
	}
}

func TestExcludedPeriodsAreDailyOrCron(t *testing.T) {
	latest := operator.Latest()
	for period, good := range map[string]bool{
		"20:00-22:00":                        true,
		"20:00:30-22:00:45":                  true,
		"20:00-22:00;10:00-11:00":            true,
		"* * 20-23 * * ?":                    true,
		"0 0/5 14,18 ? JAN-MAR MON-FRI 2026": true,
		"0 0 12 LW * ?":                      true,
		"0 0 12 ? * 6#3":                     true,
		"9:30-10:30 && * * 0-11 ? * *":       true,
		"* * * ? * 1 && 10:00-11:00":         true,
		"":                                   true,
		"22:00-20:00":                        false,
		"10:00-10:00":                        false,
		"25:00-26:00":                        false,
		"bogus":                              false,
		"10:00-11:00 && 12:00-13:00":         false,
		"* * * * * *":                        false,
		"* * * ? * ?":                        false,
		"* * 24 * * ?":                       false,
		"0 0 12 * FOO ?":                     false,
	} {
		errs := operator.CheckAutoscaler(map[string]string{"job.autoscaler.enabled": "true", "job.autoscaler.excluded.periods": period}, latest)
		if (len(errs) == 0) != good {
			t.Errorf("whether %q is taken must be %t: %v", period, good, errs)
		}
	}
}

func TestWhatReleasesDoBesideTheirFields(t *testing.T) {
	for name, c := range map[string]struct {
		has          func(operator.Release) bool
		since, until string // the first release that has it, and the first one that has it no more
	}{
		"last-state without high availability": {operator.Release.LastStateWithoutHighAvailability, "1.10", ""},
		"a first deployment that is suspended": {operator.Release.FirstDeploysSuspended, "1.7", ""},
		"savepoint redeployment":               {operator.Release.SavepointRedeploy, "1.8", ""},
		"a session job's own configuration":    {operator.Release.SessionJobConfiguration, "1.8", ""},
		"a session job's last-state":           {operator.Release.SessionJobLastState, "1.10", ""},
		"restricted jars":                      {operator.Release.RestrictsJarURI, "1.15", ""},
		"nested configuration":                 {operator.Release.NestedConfiguration, "1.13", ""},
		"parallelism overrides":                {operator.Release.ReadsParallelismOverrides, "1.10", "1.14"},
		"earlier keys of cpu":                  {operator.Release.SetsEarlierCPUKeys, "1.6", "1.8"},
	} {
		for _, release := range operator.Releases() {
			since, err := operator.ParseRelease(c.since)
			if err != nil {
				t.Fatal(err)
			}
			until, err := operator.ParseRelease(c.until)
			want := release.Compare(since) >= 0 && (err != nil || release.Compare(until) < 0)
			if got := c.has(release); got != want {
				t.Errorf("whether %s has %s must be %t, not %t", release, name, want, got)
			}
		}
	}
}
