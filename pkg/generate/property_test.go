package generate_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// Whatever two environments change of a random session, kustomize builds what they ask for, and making the tree again
// over itself changes nothing.
func TestRandomSessionsBuildWhatTheyAskFor(t *testing.T) {
	rounds := 150
	if testing.Short() {
		rounds = 30
	}
	buildWhatTheyAskFor(t, rounds, 1, func(r *rand.Rand) generate.Input {
		spec := randomSpec(t, r)
		spec.Image = "flink-hadoop:1.20.3"
		spec.FlinkVersion, spec.JobManager.Memory, spec.TaskManager.Memory = "1.20.3", "2Gi", "8Gi"
		spec.Environments = map[string]v1alpha1.FlinkSessionSpec{"dev": randomSpec(t, r), "prod": randomSpec(t, r)}
		return generate.Input{
			Specs:        []v1alpha1.Spec{&v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: spec}},
			Environments: []*v1alpha1.Environment{randomEnvironment("dev", r), randomEnvironment("prod", r)},
		}
	})
}

// buildWhatTheyAskFor verifies the trees of random inputs. Few of them may be refused: one environment may combine what
// does not go together.
func buildWhatTheyAskFor(t *testing.T, rounds int, stream uint64, random func(*rand.Rand) generate.Input) {
	t.Helper()
	refused := 0
	for seed := range rounds {
		result, err := generate.Specs(random(rand.New(rand.NewPCG(uint64(seed), stream))))
		var findings diagnostic.Findings
		if errors.As(err, &findings) {
			refused++
			continue
		}
		if err == nil {
			err = result.Verify()
		}
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		if seed%10 == 0 {
			dir := t.TempDir()
			if _, err := gittree.Write(dir, result.Tree, gittree.Options{Owner: "random"}); err != nil {
				t.Fatal(err)
			}
			if plan, err := gittree.NewPlan(dir, result.Tree, gittree.Options{Owner: "random"}); err != nil || !plan.InSync() {
				t.Errorf("seed %d: the tree that was written is not in sync: %v", seed, err)
			}
		}
	}
	if refused > rounds/3 {
		t.Errorf("%d of %d random inputs are refused: the test says little", refused, rounds)
	}
}

// randomSpec sets each field or leaves it out. All of its values are valid by themselves.
func randomSpec(t *testing.T, r *rand.Rand) v1alpha1.FlinkSessionSpec {
	maybe := func() bool { return r.IntN(2) == 0 }
	spec := v1alpha1.FlinkSessionSpec{
		Cluster: v1alpha1.Cluster{
			JobManager:         &v1alpha1.JobManager{},
			TaskManager:        &v1alpha1.TaskManager{},
			FlinkConfiguration: map[string]*string{},
			Storage:            &v1alpha1.Storage{Type: pick(r, v1alpha1.StorageS3, v1alpha1.StorageHDFS)},
		},
	}
	if maybe() {
		spec.HighAvailability = &v1alpha1.HighAvailability{Mode: pick(r, v1alpha1.HighAvailabilityKubernetes, v1alpha1.HighAvailabilityZooKeeper)}
	}
	if maybe() {
		spec.TaskManager.Slots = new(int32(1 + r.IntN(8)))
		spec.TaskManager.CPU = pick(r, "1", "0.5", "1500m")
	}
	if maybe() {
		spec.Checkpoints = &v1alpha1.Checkpoints{Interval: pick(r, "", "30s", "1min"), Retained: new(int32(1 + r.IntN(3)))}
	}
	if maybe() {
		spec.Metrics = &v1alpha1.Metrics{Enabled: new(maybe())}
	}
	if maybe() {
		spec.WebUI = &v1alpha1.WebUI{
			Path: pick(r, "", "/", "/flink/{namespace}/{name}"), Controller: pick(r, v1alpha1.IngressControllerNGINX, v1alpha1.IngressControllerTraefik),
			Annotations: map[string]*string{"example.com/owner": new(pick(r, "data", "yes", "- a\n- b"))},
		}
	}
	if maybe() {
		spec.Hive = &v1alpha1.Hive{Enabled: new(maybe())}
	}
	for _, key := range []string{"table.exec.mini-batch.enabled", "pipeline.name", "rest.flamegraph.enabled"} {
		switch r.IntN(3) {
		case 0:
			spec.FlinkConfiguration[key] = new(pick(r, "true", "false"))
		case 1:
			spec.FlinkConfiguration[key] = nil
		}
	}
	if maybe() {
		spec.PodTemplate = randomPodTemplate(t, r)
	}
	if maybe() {
		spec.TaskManager.PodTemplate = randomPodTemplate(t, r)
	}
	return spec
}

// randomPodTemplate adds, changes and removes sidecars, variables, volumes and node selectors.
func randomPodTemplate(t *testing.T, r *rand.Rand) *v1alpha1.PodTemplate {
	var containers, volumes []any
	for i := range r.IntN(4) {
		name := fmt.Sprintf("sidecar-%d", i)
		if r.IntN(4) == 0 {
			containers = append(containers, map[string]any{"name": name, "$patch": "delete"})
			continue
		}
		var env []any
		for j := range r.IntN(3) {
			env = append(env, map[string]any{"name": fmt.Sprintf("V%d", j), "value": pick(r, "a", "true", "1.10", " - x\ny")})
		}
		container := map[string]any{"name": name, "image": pick(r, "a:1", "quay.io/b:2")}
		if env != nil {
			container["env"] = env
		}
		containers = append(containers, container)
	}
	for i := range r.IntN(3) {
		volumes = append(volumes, map[string]any{"name": fmt.Sprintf("volume-%d", i), "emptyDir": map[string]any{}})
	}
	pod := map[string]any{"nodeSelector": map[string]any{"disk": pick(r, "nvme", "hdd")}}
	if containers != nil {
		pod["containers"] = containers
	}
	if volumes != nil {
		pod["volumes"] = volumes
	}
	data, err := json.Marshal(map[string]any{"spec": pod})
	if err != nil {
		t.Fatal(err)
	}
	template := &v1alpha1.PodTemplate{}
	if err := json.Unmarshal(data, template); err != nil {
		t.Fatal(err)
	}
	return template
}

// randomEnvironment has every fact, some of them different from environment to environment.
func randomEnvironment(name string, r *rand.Rand) *v1alpha1.Environment {
	spec := v1alpha1.EnvironmentSpec{
		Namespace:       "streaming-" + name,
		OperatorVersion: pick(r, "1.10", "1.12", "1.15"),
		ImageRegistry:   pick(r, "", "registry.example.com/kdp"),
		Ingress:         &v1alpha1.EnvironmentIngress{Domain: name + ".example.com", TLSSecretName: pick(r, "", "wildcard")},
		ZooKeeper:       &v1alpha1.EnvironmentZooKeeper{Quorum: []string{"zookeeper:2181"}},
		EnvironmentStores: v1alpha1.EnvironmentStores{
			S3:   &v1alpha1.EnvironmentS3{Bucket: "flink", Endpoint: pick(r, "", "http://minio:9000")},
			HDFS: &v1alpha1.EnvironmentHDFS{ConfigMapName: "hdfs-config"},
		},
		Hive: &v1alpha1.EnvironmentHive{MetastoreConfigMapName: "hive"},
	}
	if r.IntN(2) == 0 {
		spec.S3.Credentials = &v1alpha1.S3Credentials{SecretName: "minio"}
	}
	if r.IntN(3) == 0 {
		spec.ServiceAccount = &v1alpha1.EnvironmentServiceAccount{Name: "flink"}
	}
	return &v1alpha1.Environment{Metadata: v1alpha1.Metadata{Name: name}, Spec: spec}
}

func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }
