package operator_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestMissingPodFieldsNamesTheReleaseThatHasThem(t *testing.T) {
	template := map[string]any{"spec": map[string]any{
		"hostnameOverride": "flink",
		"securityContext":  map[string]any{"appArmorProfile": map[string]any{"type": "RuntimeDefault"}, "runAsUser": int64(1)},
		"initContainers":   []any{map[string]any{"name": "a"}, map[string]any{"name": "b", "restartPolicy": "Always"}},
		"containers":       []any{map[string]any{"name": "c", "resizePolicy": nil, "lifecycle": map[string]any{"preStop": map[string]any{"sleep": map[string]any{"seconds": int64(5)}}}}},
	}}
	for release, want := range map[string][]string{
		"1.6":  {"spec.containers[0].lifecycle.preStop.sleep 1.9", "spec.hostnameOverride none", "spec.initContainers[1].restartPolicy 1.9", "spec.securityContext.appArmorProfile 1.10"},
		"1.9":  {"spec.hostnameOverride none", "spec.securityContext.appArmorProfile 1.10"},
		"1.15": {"spec.hostnameOverride none"},
	} {
		r, err := operator.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, missing := range r.MissingPodFields(template) {
			got = append(got, missing.Path.String()+" "+missing.Since.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("release %s (-want +got):\n%s", release, diff)
		}
	}
}
