package operator_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestMissingField(t *testing.T) {
	for _, test := range []struct {
		release, path string
		want          string // the release that has it; empty where this one does
	}{
		{"1.7", "ingress.tls", "1.8"},
		{"1.8", "ingress.tls", ""},
		{"1.10", "job.autoscalerResetNonce", "1.11"},
		{"1.15", "jobManager.resources", "none"},
		{"1.6", "image", ""},
	} {
		r, err := operator.ParseRelease(test.release)
		if err != nil {
			t.Fatal(err)
		}
		since, missing := r.MissingField(test.path)
		if missing != (test.want != "") || missing && since.String() != test.want {
			t.Errorf("release %s, %s: missing %v since %s, want %q", test.release, test.path, missing, since, test.want)
		}
	}
}

func TestMissingPodField(t *testing.T) {
	for path, want := range map[string]bool{
		"spec.initContainers[].restartPolicy":     true,
		"spec.ephemeralContainers[].resizePolicy": false,
		"spec.restartPolicy":                      false,
		"restartPolicy":                           false,
		"":                                        false,
	} {
		r, err := operator.ParseRelease("1.8")
		if err != nil {
			t.Fatal(err)
		}
		if _, missing := r.MissingPodField(path); missing != want {
			t.Errorf("%q: missing %v, want %v", path, missing, want)
		}
	}
}
