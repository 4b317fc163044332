package merge_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
)

// FuzzMerge lays any spec over any other: without a panic, with both left as they are, and with nothing new where the
// higher one is laid over it again.
func FuzzMerge(f *testing.F) {
	files, err := filepath.Glob("../../../golden/*/*.yaml")
	if err != nil || len(files) < 2 {
		f.Fatalf("there must be specs: %v", err)
	}
	for i, file := range files {
		lower, err := os.ReadFile(files[(i+1)%len(files)])
		if err != nil {
			f.Fatal(err)
		}
		higher, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(lower), string(higher))
	}
	f.Fuzz(func(t *testing.T, lower, higher string) {
		for _, a := range specs(lower) {
			for _, b := range specs(higher) {
				before := asJSON(t, a) + asJSON(t, b)
				merged, err := merge.Merge(a, b)
				if err != nil {
					continue
				}
				if diff := cmp.Diff(before, asJSON(t, a)+asJSON(t, b)); diff != "" {
					t.Fatalf("the levels changed:\n%s", diff)
				}
				again, err := merge.Merge(a, b, b)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(asJSON(t, merged), asJSON(t, again)); diff != "" {
					t.Errorf("the higher level has another effect the second time:\n%s", diff)
				}
			}
		}
	})
}

// specs are those of the sessions in a text, and of their environments, without pod templates: these are kept level by
// level.
func specs(text string) []*v1alpha1.FlinkSessionSpec {
	documents, _ := decode.Documents("f.yaml", []byte(text)) // those that could be read are enough
	var all []*v1alpha1.FlinkSessionSpec
	for _, document := range documents {
		session := &v1alpha1.FlinkSession{}
		if document.Kind() != v1alpha1.KindFlinkSession || len(document.Decode(session)) > 0 {
			continue
		}
		for name, environment := range session.Spec.Environments {
			environment = withoutPodTemplates(environment)
			session.Spec.Environments[name] = environment
			all = append(all, &environment)
		}
		session.Spec = withoutPodTemplates(session.Spec)
		all = append(all, &session.Spec)
	}
	return all
}

func withoutPodTemplates(spec v1alpha1.FlinkSessionSpec) v1alpha1.FlinkSessionSpec {
	spec.PodTemplate = nil
	if spec.JobManager != nil {
		spec.JobManager.PodTemplate = nil
	}
	if spec.TaskManager != nil {
		spec.TaskManager.PodTemplate = nil
	}
	return spec
}
