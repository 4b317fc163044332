package session_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// deployment renders a session with settings inline and returns its FlinkDeployment.
func deployment(t *testing.T, spec v1alpha1.FlinkSessionSpec) *v1beta1.FlinkDeployment {
	t.Helper()
	spec.FlinkVersion = "1.20.3"
	analytics := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: spec}
	targets, errs := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics}, nil, nil)
	files, found := cluster.Render(targets.Base)
	if err := append(errs, found...).Err(); err != nil {
		t.Fatal(err)
	}
	return files[0].Object.(*v1beta1.FlinkDeployment)
}

func template(t *testing.T, containers ...corev1.Container) *v1alpha1.PodTemplate {
	t.Helper()
	made, err := v1alpha1.NewPodTemplate(corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: containers}})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestTheFlinkProcessIsTheFirstContainer(t *testing.T) {
	sidecar := corev1.Container{Name: "sidecar", Image: "sidecar:1"}
	for what, containers := range map[string][]corev1.Container{
		"not named":   {sidecar},
		"named last":  {sidecar, {Name: "flink-main-container", Env: []corev1.EnvVar{{Name: "A", Value: "b"}}}},
		"named first": {{Name: "flink-main-container"}, sidecar},
	} {
		got := deployment(t, v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{PodTemplate: template(t, containers...)}}).Spec.PodTemplate.Spec.Containers
		if len(got) != 2 || got[0].Name != "flink-main-container" || got[1].Name != "sidecar" {
			t.Errorf("%s: containers are %v", what, got)
		}
	}
}

func TestRolesThatDifferGetWholeTemplates(t *testing.T) {
	spec := deployment(t, v1alpha1.FlinkSessionSpec{
		Cluster: v1alpha1.Cluster{
			PodTemplate: template(t, corev1.Container{Name: "shipper", Image: "shipper:1"}),
			TaskManager: &v1alpha1.TaskManager{PodTemplate: template(t, corev1.Container{Name: "cache", Image: "cache:1"})},
		},
	}).Spec
	if spec.PodTemplate != nil {
		t.Error("the operator would merge a common template by position")
	}
	if n := len(spec.JobManager.PodTemplate.Spec.Containers); n != 2 {
		t.Errorf("the JobManager has %d containers, want the Flink process and the shipper", n)
	}
	if n := len(spec.TaskManager.PodTemplate.Spec.Containers); n != 3 {
		t.Errorf("a TaskManager has %d containers, want the Flink process, the shipper and the cache", n)
	}
}

func TestTheRegistryStandsInFrontOfImagesWithoutAHost(t *testing.T) {
	for image, want := range map[string]string{
		"shipper:1":                            "registry.example.com/kdp/shipper:1",
		"logging/shipper:1":                    "registry.example.com/kdp/logging/shipper:1",
		"quay.io/logging/shipper:1":            "quay.io/logging/shipper:1",
		"localhost/shipper:1":                  "localhost/shipper:1",
		"registry:5000/shipper":                "registry:5000/shipper",
		"shipper@sha256:" + digest:             "registry.example.com/kdp/shipper@sha256:" + digest,
		"library/shipper:1.0@sha256:" + digest: "registry.example.com/kdp/library/shipper:1.0@sha256:" + digest,
	} {
		got := deployment(t, v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				PodTemplate: template(t, corev1.Container{Name: "shipper", Image: image}),
			},
			Environment: &v1alpha1.EnvironmentSpec{ImageRegistry: "registry.example.com/kdp/"},
		}).Spec.PodTemplate.Spec.Containers[1].Image
		if got != want {
			t.Errorf("%s becomes %s, want %s", image, got, want)
		}
	}
}

func pluginContainer(t *testing.T, podTemplate *v1alpha1.PodTemplate) corev1.Container {
	t.Helper()
	got := deployment(t, v1alpha1.FlinkSessionSpec{
		Namespace: "streaming",
		Cluster: v1alpha1.Cluster{
			PodTemplate: podTemplate,
			Storage:     &v1alpha1.Storage{Type: v1alpha1.StorageS3},
		},
		Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15", EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Bucket: "flink"}}},
	})
	return got.Spec.PodTemplate.Spec.InitContainers[0]
}

// A pod is Guaranteed only when every container, init containers too, has limits that equal its requests.
func TestThePluginsContainerKeepsThePodGuaranteed(t *testing.T) {
	got := pluginContainer(t, nil).Resources
	if len(got.Limits) != 2 || !cmp.Equal(got.Requests, got.Limits) {
		t.Errorf("limits of CPU and memory must equal the requests, not %v and %v", got.Limits, got.Requests)
	}
}

func TestThePluginsContainerTakesTheUsersResources(t *testing.T) {
	var own v1alpha1.PodTemplate
	if err := own.UnmarshalJSON([]byte(`{"spec":{"initContainers":[{"name":"flink-plugin",
		"resources":{"requests":{"cpu":"250m"},"limits":{"cpu":"250m"}}}]}}`)); err != nil {
		t.Fatal(err)
	}
	got := pluginContainer(t, &own)
	if cpu, memory := got.Resources.Limits.Cpu().String(), got.Resources.Limits.Memory().String(); cpu != "250m" || memory != "128Mi" {
		t.Errorf("limits must be the user's 250m and our 128Mi, not %s and %s", cpu, memory)
	}
	if len(got.Command) == 0 {
		t.Error("the container must still copy the plugin")
	}
}

const digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestALaterLevelRemovesASidecar(t *testing.T) {
	lower := template(t, corev1.Container{Name: "shipper", Image: "shipper:1"})
	var remove v1alpha1.PodTemplate
	if err := remove.UnmarshalJSON([]byte(`{"spec":{"containers":[{"name":"shipper","$patch":"delete"}]}}`)); err != nil {
		t.Fatal(err)
	}
	got := deployment(t, v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{Metrics: &v1alpha1.Metrics{}, PodTemplate: remove.MergeOver(lower)}})
	if containers := got.Spec.PodTemplate.Spec.Containers; len(containers) != 1 || containers[0].Name != "flink-main-container" {
		t.Errorf("containers are %v, want the Flink process alone", containers)
	}
}
