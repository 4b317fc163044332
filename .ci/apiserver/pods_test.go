package apiserver

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"sigs.k8s.io/yaml"
)

// cases are where the tests of podrule have their pods.
const cases = "../../pkg/internal/podrule/testdata"

func TestPodsThatPodruleRefusesAreRefused(t *testing.T) {
	for name, pod := range podsOf(t, "refused.yaml") {
		var refused *refusal
		if err := create(t, pod); !errors.As(err, &refused) || refused.code != http.StatusUnprocessableEntity {
			t.Errorf("%s must be refused as invalid: %v", name, err)
		}
	}
}

func TestPodsThatPodruleTakesAreTaken(t *testing.T) {
	for name, pod := range podsOf(t, "accepted.yaml") {
		if err := create(t, pod); err != nil {
			t.Errorf("%s must be taken: %v", name, err)
		}
	}
}

// create sends an object, of a namespace, without leaving it there.
func create(t *testing.T, object map[string]any) error {
	t.Helper()
	namespace := object["metadata"].(map[string]any)["namespace"].(string)
	makeNamespace(t, namespace)
	path := "/api/v1/namespaces/" + namespace + "/pods"
	if object["kind"] == "Deployment" {
		path = "/apis/apps/v1/namespaces/" + namespace + "/deployments"
	}
	return do(http.MethodPost, path+"?dryRun=All&fieldValidation=Strict", object)
}

func makeNamespace(t *testing.T, name string) {
	t.Helper()
	err := do(http.MethodPost, "/api/v1/namespaces", map[string]any{"metadata": map[string]any{"name": name}})
	var refused *refusal
	if err != nil && (!errors.As(err, &refused) || refused.code != http.StatusConflict) {
		t.Fatal(err)
	}
}

// podsOf are the pods of a file, or the Deployments that make them, by what they change of the base.
func podsOf(t *testing.T, file string) map[string]map[string]any {
	t.Helper()
	base := readJSON(t, "base.yaml")
	var list []struct {
		Controller string          `json:"controller"`
		Of         json.RawMessage `json:"of"`
	}
	if err := json.Unmarshal(readJSON(t, file), &list); err != nil {
		t.Fatal(err)
	}
	pods := map[string]map[string]any{}
	for _, c := range list {
		merged, err := strategicpatch.StrategicMergePatch(base, c.Of, &corev1.Pod{})
		if err != nil {
			t.Fatalf("%s: %v", c.Of, err)
		}
		var pod map[string]any
		if err := json.Unmarshal(merged, &pod); err != nil {
			t.Fatal(err)
		}
		if c.Controller == "Deployment" {
			pod = deployment(pod)
		}
		pods[c.Controller+string(c.Of)] = pod
	}
	if len(pods) != len(list) {
		t.Fatalf("%s must have each pod once: it has %d of %d", file, len(list), len(pods))
	}
	return pods
}

// deployment is one of a pod.
func deployment(pod map[string]any) map[string]any {
	metadata := pod["metadata"].(map[string]any)
	labels := map[string]any{"app": metadata["name"]}
	given, _ := metadata["labels"].(map[string]any)
	for key, value := range given {
		labels[key] = value
	}
	return map[string]any{
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": map[string]any{"name": metadata["name"], "namespace": metadata["namespace"]},
		"spec": map[string]any{
			"selector": map[string]any{"matchLabels": map[string]any{"app": metadata["name"]}},
			"template": map[string]any{"metadata": map[string]any{"labels": labels, "annotations": metadata["annotations"]}, "spec": pod["spec"]},
		},
	}
}

func readJSON(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(cases, file))
	if err != nil {
		t.Fatal(err)
	}
	if content, err = yaml.YAMLToJSON(content); err != nil {
		t.Fatal(err)
	}
	return content
}
