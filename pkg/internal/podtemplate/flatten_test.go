package podtemplate_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/strategicpatch"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
)

func trees(t *testing.T, texts ...string) []map[string]any {
	t.Helper()
	all := make([]map[string]any, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &all[i]); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// generated is what features need: what the levels merge with.
const generated = `{"spec":{"containers":[{"name":"flink-main-container","env":[{"name":"A","value":"1"},{"name":"B","value":"1"}],"ports":[{"containerPort":9249,"name":"metrics"}]}],` +
	`"volumes":[{"name":"conf","configMap":{"name":"conf"}}],"nodeSelector":{"zone":"a"},"securityContext":{"runAsUser":1}}}`

// One patch must do what Kubernetes' merge does with the levels one after the other.
func TestAFlattenedTemplateDoesWhatItsLevelsDo(t *testing.T) {
	for name, levels := range map[string][]string{
		"one":                           {`{"spec":{"nodeSelector":{"disk":"ssd"}}}`},
		"maps by key":                   {`{"spec":{"nodeSelector":{"disk":"ssd"}}}`, `{"spec":{"nodeSelector":{"disk":"hdd","arch":"arm64"}}}`},
		"null removes":                  {`{"spec":{"nodeSelector":{"disk":"ssd"}}}`, `{"spec":{"nodeSelector":{"disk":null,"zone":null}}}`},
		"containers by name":            {`{"spec":{"containers":[{"name":"shipper","image":"a:1"}]}}`, `{"spec":{"containers":[{"name":"shipper","args":["-v"]},{"name":"other","image":"b:1"}]}}`},
		"variables by name":             {`{"spec":{"containers":[{"name":"flink-main-container","env":[{"name":"A","value":"2"}]}]}}`, `{"spec":{"containers":[{"name":"flink-main-container","env":[{"name":"A","value":"3"},{"name":"C","value":"4"}]}]}}`},
		"an element that is deleted":    {`{"spec":{"containers":[{"name":"shipper","image":"a:1"}]}}`, `{"spec":{"containers":[{"name":"shipper","$patch":"delete"}]}}`},
		"a generated one is deleted":    {`{"spec":{"nodeSelector":{"disk":"ssd"}}}`, `{"spec":{"volumes":[{"name":"conf","$patch":"delete"}]}}`},
		"a deletion and another":        {`{"spec":{"containers":[{"name":"flink-main-container","env":[{"name":"B","$patch":"delete"}]}]}}`, `{"spec":{"containers":[{"name":"flink-main-container","env":[{"name":"C","value":"1"}]}]}}`},
		"deleted, and there again":      {`{"spec":{"securityContext":{"$patch":"delete"}}}`, `{"spec":{"securityContext":{"fsGroup":2}}}`},
		"a map that is replaced":        {`{"spec":{"securityContext":{"runAsUser":2}}}`, `{"spec":{"securityContext":{"$patch":"replace","fsGroup":3}}}`},
		"a list without keys":           {`{"spec":{"tolerations":[{"key":"a"}]}}`, `{"spec":{"tolerations":[{"key":"b"}]}}`},
		"a list of values":              {`{"spec":{"containers":[{"name":"shipper","args":["a"]}]}}`, `{"spec":{"containers":[{"name":"shipper","args":["b"]}]}}`},
		"a union of volumes":            {`{"spec":{"volumes":[{"name":"data","emptyDir":{}}]}}`, `{"spec":{"volumes":[{"name":"data","emptyDir":{"sizeLimit":"1Gi"}}]}}`},
		"a list that is replaced whole": {`{"spec":{"volumes":[{"name":"data","emptyDir":{}}]}}`, `{"spec":{"volumes":[{"$patch":"replace"},{"name":"other","emptyDir":{}}]}}`},
	} {
		t.Run(name, func(t *testing.T) {
			want := trees(t, generated)[0]
			parts := trees(t, levels...)
			for _, level := range parts {
				want = applied(t, want, level)
			}
			got := applied(t, trees(t, generated)[0], podtemplate.Flatten(parts))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("one patch gives another pod:\n%s", diff)
			}
		})
	}
}

func applied(t *testing.T, tree, patch map[string]any) map[string]any {
	t.Helper()
	merged, err := strategicpatch.StrategicMergeMapPatch(runtime.DeepCopyJSON(tree), runtime.DeepCopyJSON(patch), &corev1.PodTemplateSpec{})
	if err != nil {
		t.Fatal(err)
	}
	return merged
}

func TestWhatStandsInAFlattenedTemplateIsFoundInItsLevels(t *testing.T) {
	levels := trees(t,
		`{"spec":{"containers":[{"name":"a","image":"a:1"},{"name":"b","env":[{"name":"X","value":"1"}]}],"tolerations":[{"key":"k"}]}}`,
		`{"spec":{"containers":[{"name":"b","image":"b:2","env":[{"name":"Y","value":"2"}]}]}}`)
	flat := podtemplate.Flatten(levels)
	containers := diagnostic.Path{}.Child("spec", "containers")
	for _, test := range []struct {
		at   diagnostic.Path
		want []string // in each level
	}{
		{containers.Index(0).Child("image"), []string{"spec.containers[0].image", ""}},
		{containers.Index(1).Child("image"), []string{"", "spec.containers[0].image"}},
		{containers.Index(1).Child("env").Index(1).Child("value"), []string{"", "spec.containers[0].env[0].value"}},
		{containers.Index(1).Child("env").Index(0).Child("value"), []string{"spec.containers[1].env[0].value", ""}},
		{diagnostic.Path{}.Child("spec", "tolerations").Index(0).Child("key"), []string{"spec.tolerations[0].key", ""}},
		{containers.Index(9), []string{"", ""}},
	} {
		for i, level := range levels {
			got, ok := podtemplate.Find(level, flat, test.at)
			if got.String() != test.want[i] || ok != (test.want[i] != "") {
				t.Errorf("level %d: %s is found at %q, %t, want %q", i, test.at, got, ok, test.want[i])
			}
		}
	}
}
