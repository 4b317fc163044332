package operator_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestOldestRelease(t *testing.T) {
	for _, test := range []struct {
		major, minor int
		want         string
	}{{1, 16, "1.6"}, {1, 19, "1.7"}, {1, 20, "1.10"}, {2, 0, "1.11"}, {2, 2, "1.13"}} {
		if got, ok := operator.OldestRelease(test.major, test.minor); !ok || got.String() != test.want {
			t.Errorf("Flink %d.%d runs on %s at the earliest, not %s", test.major, test.minor, test.want, got)
		}
	}
	if got, ok := operator.OldestRelease(2, 9); ok {
		t.Errorf("no release runs Flink 2.9, not %s", got)
	}
}

func TestFlinkVersionEnum(t *testing.T) {
	const latest = "must be a Flink version that operator release 1.15 accepts, " +
		"one of 1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, 2.1, 2.2, not "
	tests := []struct {
		release      string
		major, minor int
		want, err    string
	}{
		{release: "1.15", major: 1, minor: 20, want: "v1_20"},
		{release: "1.15", major: 2, minor: 2, want: "v2_2"},
		{release: "1.6", major: 1, minor: 15, want: "v1_15"},
		{release: "1.13", major: 2, minor: 1, want: "v2_1"},
		{release: "1.15", major: 2, minor: 3, err: latest + `"2.3": no release up to 1.15 accepts it`},
		{release: "1.15", major: 1, minor: 21, err: latest + `"1.21": no release up to 1.15 accepts it`},
		{
			release: "1.15", major: 1, minor: 14,
			err: latest + `"1.14": the operator has refused what is older than 1.15 since release 1.7`,
		},
		{
			release: "1.15", major: 0, minor: 99,
			err: latest + `"0.99": the operator has refused what is older than 1.15 since release 1.7`,
		},
		{
			release: "1.9", major: 1, minor: 20,
			err: "must be a Flink version that operator release 1.9 accepts, one of 1.15, 1.16, 1.17, 1.18, 1.19, " +
				`not "1.20": it needs operator release 1.10 or newer`,
		},
		{
			release: "1.12", major: 2, minor: 1,
			err: "must be a Flink version that operator release 1.12 accepts, one of 1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, " +
				`not "2.1": it needs operator release 1.13 or newer`,
		},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("Flink %d.%d on %s", test.major, test.minor, test.release), func(t *testing.T) {
			got, err := mustRelease(t, test.release).FlinkVersionEnum(test.major, test.minor)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(test.err, message); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			if got != test.want {
				t.Errorf("enum is %q, want %q", got, test.want)
			}
		})
	}
}

func TestFlinkVersionDeprecated(t *testing.T) {
	tests := []struct {
		major, minor int
		since        string // first release that calls it deprecated
	}{
		{1, 15, "1.10"},
		{1, 16, "1.11"},
		{1, 17, "1.13"},
		{1, 18, "1.13"},
		{1, 19, ""},
		{1, 20, ""},
		{2, 2, ""},
		{2, 3, ""}, // not accepted, so not deprecated either
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%d.%d", test.major, test.minor), func(t *testing.T) {
			for _, release := range operator.Releases() {
				want := test.since != "" && release.Compare(mustRelease(t, test.since)) >= 0
				if got := release.FlinkVersionDeprecated(test.major, test.minor); got != want {
					t.Errorf("on %s: %v, want %v", release, got, want)
				}
			}
		})
	}
}

func TestFlinkMinorIsWhatFlinkCallsTheVersion(t *testing.T) {
	for enum, want := range map[string]string{"v1_20": "1.20", "v2_0": "2.0", "1.20": "1.20", "": ""} {
		if got := operator.FlinkMinor(enum); got != want {
			t.Errorf("%q is Flink %q, must be %q", enum, got, want)
		}
	}
}
