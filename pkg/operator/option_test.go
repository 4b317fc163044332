package operator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestOptionsAreWellFormed(t *testing.T) {
	options := operator.Options()
	if !slices.IsSortedFunc(options, func(a, b operator.Option) int { return strings.Compare(a.Key, b.Key) }) {
		t.Error("options are not sorted by key")
	}
	since := map[string]operator.Release{}
	for _, option := range options {
		if _, twice := since[option.Key]; twice {
			t.Errorf("%s stands there twice", option.Key)
		}
		since[option.Key] = option.Since
		if !strings.HasPrefix(option.Key, operator.OptionPrefix) {
			t.Errorf("%s does not begin with %s", option.Key, operator.OptionPrefix)
		}
		if !slices.Contains(operator.Releases(), option.Since) {
			t.Errorf("%s is known since %s, which is no release", option.Key, option.Since)
		}
	}
	for _, option := range options {
		if renamed := option.RenamedIn != (operator.Release{}); renamed != (option.Successor != "") {
			t.Errorf("%s has a release of its renaming without a successor, or the other way round", option.Key)
		} else if renamed && since[option.Successor] != option.RenamedIn {
			t.Errorf("%s is renamed in %s, but its successor is known since %s", option.Key, option.RenamedIn, since[option.Successor])
		}
	}
}

func TestOptionsAreKnownSinceTheRightRelease(t *testing.T) {
	tests := []struct{ key, since string }{
		{"deployment.rollback.enabled", "1.6"},
		{"checkpoint.type", "1.7"},
		{"periodic.checkpoint.interval", "1.7"},
		{"job.drain-on-savepoint-deletion", "1.7"},
		{"job.upgrade.last-state.job-cancel.enabled", "1.10"},
		{"savepoint.dispose-on-delete", "1.10"},
		{"snapshot.resource.enabled", "1.10"},
		{"session.block-on-unmanaged-jobs", "1.13"},
		{"session.deletion.block-on-session-jobs", "1.15"},
		{"session.deletion.block-on-unmanaged-jobs", "1.15"},
	}
	for _, test := range tests {
		t.Run(test.key, func(t *testing.T) {
			for _, option := range operator.Options() {
				if option.Key == operator.OptionPrefix+test.key {
					if got := option.Since.String(); got != test.since {
						t.Errorf("known since %s, want %s", got, test.since)
					}
					return
				}
			}
			t.Error("the option is missing")
		})
	}
}

func TestOptionsCannotBeChangedFromOutside(t *testing.T) {
	operator.Options()[0].Key = "changed"
	if operator.Options()[0].Key == "changed" {
		t.Error("a caller has changed the table")
	}
}
