package podrule_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/internal/podrule"
)

// patched is a pod that differs from the base of all cases.
type patched struct {
	Controller string          `json:"controller"`
	Of         json.RawMessage `json:"of"`
}

func read(t *testing.T, name string) []patched {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var cases []patched
	if err := yaml.UnmarshalStrict(content, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func check(t *testing.T, p patched) string {
	t.Helper()
	base, err := os.ReadFile(filepath.Join("testdata", "base.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	base, err = yaml.YAMLToJSON(base)
	if err != nil {
		t.Fatal(err)
	}
	merged, err := strategicpatch.StrategicMergePatch(base, p.Of, &corev1.Pod{})
	if err != nil {
		t.Fatalf("%s: %v", p.Of, err)
	}
	var pod corev1.Pod
	if err := json.Unmarshal(merged, &pod); err != nil {
		t.Fatalf("%s: %v", p.Of, err)
	}
	controller := podrule.Bare
	if p.Controller == "Deployment" {
		controller = podrule.Deployment
	}
	var messages []string
	for _, v := range podrule.Check(&corev1.PodTemplateSpec{ObjectMeta: pod.ObjectMeta, Spec: pod.Spec}, controller) {
		messages = append(messages, v.Error())
	}
	return strings.Join(messages, "\n")
}

// What is said of each pod stands in testdata/refused.txt; UPDATE_GOLDEN=1 writes it, for review.
func TestPodsThatCoreV1RefusesAreRefusedWithTheField(t *testing.T) {
	var said strings.Builder
	cases := read(t, "refused.yaml")
	for _, p := range cases {
		messages := check(t, p)
		if messages == "" {
			t.Errorf("%s must be refused", p.Of)
		}
		said.WriteString(messages + "\n")
	}
	if len(cases) < 60 {
		t.Errorf("%d pods are too few", len(cases))
	}
	golden := filepath.Join("testdata", "refused.txt")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, []byte(said.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if said.String() != string(want) {
		t.Errorf("the messages are\n%s\nmust be\n%s", said.String(), want)
	}
}

func TestPodsThatCoreV1TakesAreTaken(t *testing.T) {
	for _, p := range read(t, "accepted.yaml") {
		if messages := check(t, p); messages != "" {
			t.Errorf("%s must be accepted, and is refused with\n%s", p.Of, messages)
		}
	}
}
