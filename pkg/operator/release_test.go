package operator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func mustRelease(t testing.TB, s string) operator.Release {
	t.Helper()
	release, err := operator.ParseRelease(s)
	if err != nil {
		t.Fatal(err)
	}
	return release
}

func TestParseReleaseTakesMinorAndPatchReleases(t *testing.T) {
	tests := []struct{ in, want string }{
		{"1.6", "1.6"},
		{"1.10", "1.10"},
		{"1.15", "1.15"},
		{"1.15.0", "1.15"},
		{"1.12.11", "1.12"},
	}
	for _, test := range tests {
		t.Run(test.in, func(t *testing.T) {
			if got := mustRelease(t, test.in).String(); got != test.want {
				t.Errorf("ParseRelease(%q) = %s, want %s", test.in, got, test.want)
			}
		})
	}
}

func TestParseReleaseRefusesTheRestAndSuggests(t *testing.T) {
	const allowed = "must be a release of the Flink Kubernetes Operator, " +
		"one of 1.6, 1.7, 1.8, 1.9, 1.10, 1.11, 1.12, 1.13, 1.14, 1.15, not "
	tests := []struct{ name, in, want string }{
		{"nothing", "", `""`},
		{"a leading v", "v1.15.0", `"v1.15.0"; did you mean "1.15"?`},
		{"a branch", "release-1.12", `"release-1.12"; did you mean "1.12"?`},
		{"a candidate", "1.15.0-rc1", `"1.15.0-rc1"; did you mean "1.15"?`},
		{"a comma", "1,9", `"1,9"; did you mean "1.9"?`},
		{"spaces", " 1.14 ", `" 1.14 "; did you mean "1.14"?`},
		{"an unquoted 1.10 after YAML", "1.1", `"1.1"; did you mean "1.10"?`},
		{"too old", "1.5", `"1.5"`},
		{"not released", "1.16", `"1.16"`},
		{"a branch without a number", "main", `"main"`},
		{"another major", "2.15", `"2.15"`},
		{"a leading zero", "1.06", `"1.06"; did you mean "1.6"?`},
		{"a trailing dot", "1.15.", `"1.15."; did you mean "1.15"?`},
		{"a second line", "1.15\n", `"1.15\n"; did you mean "1.15"?`},
		{"a huge number", "1.99999999999999999999999", `"1.99999999999999999999999"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			release, err := operator.ParseRelease(test.in)
			if err == nil {
				t.Fatalf("ParseRelease(%q) = %s, want an error", test.in, release)
			}
			if diff := cmp.Diff(allowed+test.want, err.Error()); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			if release != (operator.Release{}) {
				t.Errorf("a release %s beside the error", release)
			}
		})
	}
}

func TestReleasesAreInOrderOfNumbersNotOfText(t *testing.T) {
	releases := operator.Releases()
	if !slices.IsSortedFunc(releases, operator.Release.Compare) {
		t.Errorf("releases are not sorted: %v", releases)
	}
	if got := releases[len(releases)-1]; got != operator.Latest() {
		t.Errorf("the last release is %s, Latest() %s", got, operator.Latest())
	}
	if mustRelease(t, "1.10").Compare(mustRelease(t, "1.9")) <= 0 {
		t.Error("1.10 is not newer than 1.9")
	}
	if mustRelease(t, "1.6").Compare(operator.Release{}) <= 0 {
		t.Error("1.6 is not newer than no release")
	}
}

func TestEachReleaseHasItsFacts(t *testing.T) {
	tests := []struct {
		release, flink                            string
		memoryUnits, labels, tls, refusesOverlaps bool
	}{
		{"1.6", "1.17.1", false, false, false, false},
		{"1.7", "1.17.1", true, false, false, false},
		{"1.8", "1.18.1", true, true, true, false},
		{"1.9", "1.18.1", true, true, true, false},
		{"1.10", "1.19.1", true, true, true, false},
		{"1.11", "1.20.1", true, true, true, false},
		{"1.12", "1.20.1", true, true, true, true},
		{"1.13", "1.20.1", true, true, true, true},
		{"1.14", "1.20.1", true, true, true, true},
		{"1.15", "1.20.1", true, true, true, true},
	}
	var covered []string
	for _, test := range tests {
		covered = append(covered, test.release)
		t.Run(test.release, func(t *testing.T) {
			r := mustRelease(t, test.release)
			if got := r.BundledFlink(); got != test.flink {
				t.Errorf("BundledFlink() = %q, want %q", got, test.flink)
			}
			if got := r.KubernetesMemoryUnits(); got != test.memoryUnits {
				t.Errorf("KubernetesMemoryUnits() = %v, want %v", got, test.memoryUnits)
			}
			if got := r.IngressLabels(); got != test.labels {
				t.Errorf("IngressLabels() = %v, want %v", got, test.labels)
			}
			if got := r.IngressTLS(); got != test.tls {
				t.Errorf("IngressTLS() = %v, want %v", got, test.tls)
			}
			if got := r.RefusesOverlappingKeys(2); got != test.refusesOverlaps {
				t.Errorf("RefusesOverlappingKeys(2) = %v, want %v", got, test.refusesOverlaps)
			}
			if r.RefusesOverlappingKeys(1) {
				t.Error("RefusesOverlappingKeys(1) = true, want false: Flink 1 has flat configuration")
			}
		})
	}
	var all []string
	for _, release := range operator.Releases() {
		all = append(all, release.String())
	}
	if diff := cmp.Diff(all, covered); diff != "" {
		t.Errorf("releases in this test (-known +tested): %s", diff)
	}
}

func TestAnIngressForcesTheServiceTypeUpTo19(t *testing.T) {
	for _, r := range operator.Releases() {
		if want := r.Compare(mustRelease(t, "1.9")) <= 0; r.IngressForcesClusterIP() != want {
			t.Errorf("%s: IngressForcesClusterIP() = %v, want %v", r, !want, want)
		}
	}
}

func TestNoReleasePromisesNothing(t *testing.T) {
	var none operator.Release
	if none.KubernetesMemoryUnits() || none.IngressLabels() || none.IngressTLS() || none.BundledFlink() != "" ||
		len(none.FlinkVersionEnums()) > 0 || none.FlinkVersionDeprecated(1, 15) {
		t.Error("the zero release has features")
	}
	_, err := none.FlinkVersionEnum(1, 20)
	if err == nil || !strings.Contains(err.Error(), "release must be known") {
		t.Errorf("error for the zero release: %v", err)
	}
}
