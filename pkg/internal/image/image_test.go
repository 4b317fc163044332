package image_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/image"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

const flinkDeployment = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: a}\nspec:\n"

func TestImagesOfObjects(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"a pod": {"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n" +
			"  initContainers: [{name: i, image: 'init:1'}]\n  containers: [{name: a, image: 'b.example.com/a:1'}, {name: b, image: 'init:1'}]\n" +
			"  volumes: [{name: model, image: {reference: 'model:3'}}, {name: scratch, emptyDir: {}}]\n",
			[]string{"b.example.com/a:1", "init:1", "model:3"}},
		"a Job": {"apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: 'job:1'}]}}}\n", []string{"job:1"}},
		"a kind that is not Kubernetes' own": {"apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: a}\n" +
			"spec: {template: {spec: {containers: [{name: a, image: 'rollout:1'}]}}}\n", []string{"rollout:1"}},
		"a policy, whose patterns are no images": {"apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: a}\n" +
			"spec: {rules: [{validate: {pattern: {spec: {containers: [{image: 'registry.example.com/*'}, {image: '!*:latest'}, {name: a}]}}}}]}\n", nil},
		"a digest, and what Flux fills in": {"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'a@sha512:00'}, {name: b, image: '${registry}/b'}]}\n",
			[]string{"${registry}/b", "a@sha512:00"}},
		"nothing": {"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {image: 'a:1'}\n", nil},

		// The operator takes no image from a template, and Flink none either.
		"a FlinkDeployment": {flinkDeployment + "  image: flink:1.20.3\n  flinkVersion: v1_20\n" +
			"  podTemplate: {spec: {containers: [{name: flink-main-container, image: 'other:1'}, {name: sidecar, image: 'sidecar:1'}]}}\n" +
			"  taskManager: {podTemplate: {spec: {initContainers: [{name: i, image: 'init:2'}]}}}\n",
			[]string{"flink:1.20.3", "init:2", "sidecar:1"}},
		"an image as an option": {flinkDeployment + "  flinkVersion: v1_20\n  flinkConfiguration: {kubernetes.container.image.ref: 'ref:1'}\n", []string{"ref:1"}},
		"blue and green": {"apiVersion: flink.apache.org/v1beta1\nkind: FlinkBlueGreenDeployment\nmetadata: {name: a}\n" +
			"spec: {template: {spec: {image: 'flink:1.20.3', flinkVersion: v1_20}}}\n", []string{"flink:1.20.3"}},
		"blue and green without a template": {"apiVersion: flink.apache.org/v1beta1\nkind: FlinkBlueGreenDeployment\nmetadata: {name: a}\nspec: {}\n", nil},
		"a session job":                     {"apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata: {name: a}\nspec: {deploymentName: b}\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			objects, err := manifest.Parse("a.yaml", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			got, err := image.Of(objects, operator.Release{})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAFlinkDeploymentThatCannotBeReadIsAnError(t *testing.T) {
	objects, err := manifest.Parse("a.yaml", []byte(flinkDeployment+"  podTemplate: [a]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := image.Of(objects, operator.Latest()); err == nil || !strings.Contains(err.Error(), "FlinkDeployment") {
		t.Errorf("the error must name the object: %v", err)
	}
}
