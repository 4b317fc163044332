package flink_test

import (
	"slices"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// What is told of an option is what it is checked by.
func TestNamesAndLimitsAreThoseThatAreChecked(t *testing.T) {
	for _, v := range flink.Minors() {
		for _, key := range []string{"high-availability.type", "state.backend.type", "restart-strategy.type", "state.backend"} {
			names := flink.Names(key, v)
			if len(names) < 3 {
				t.Errorf("%s must have names: %q", key, names)
			}
			option, _ := flink.Lookup(key)
			for _, name := range names {
				if err := flink.CheckOption(option.Key(v), name, v); err != nil {
					t.Errorf("Flink %s: %s: %v", v.MinorString(), name, err)
				}
			}
		}
	}
	if slices.Contains(flink.Names("state.backend.type", flink.Oldest), "forst") || slices.Contains(flink.Names("state.backend.type", flink.Newest), "filesystem") {
		t.Error("the names must be those of the version")
	}
	for key, outside := range map[string]string{"rest.port": "0", "taskmanager.numberOfTaskSlots": "0", "kubernetes.jobmanager.cpu.limit-factor": "0.5"} {
		if flink.Limit(key) == "" || flink.CheckOption(key, outside, flink.Newest) == nil {
			t.Errorf("%s must have a limit that %s breaks: %q", key, outside, flink.Limit(key))
		}
	}
	if flink.Limit("parallelism.default") != "" || flink.Names("parallelism.default", flink.Newest) != nil {
		t.Error("parallelism.default has neither names nor a limit")
	}
}

func TestSuggestKeepsTheUsersOwnParts(t *testing.T) {
	for key, want := range map[string]string{
		"metrics.reporter.mine.intervall": "metrics.reporter.mine.interval",
		"taskmanager.numberOfTaskSlot":    "taskmanager.numberOfTaskSlots",
		"company.feature":                 "",
	} {
		if got := flink.Suggest(key); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}

func TestKeysAreTheCallersOwn(t *testing.T) {
	want := flink.SavepointDir.Keys()
	clear(flink.SavepointDir.Keys())
	if got := flink.SavepointDir.Keys(); !slices.Equal(got, want) {
		t.Errorf("who changes the keys changes the option: %q", got)
	}
}
