package session_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// files renders a session as it stands alone, by the name of the file.
func files(t *testing.T, metadata v1alpha1.Metadata, spec v1alpha1.FlinkSessionSpec) map[string]object.File {
	t.Helper()
	targets, errs := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: &v1alpha1.FlinkSession{Metadata: metadata, Spec: spec}}, nil, nil)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	rendered, errs := cluster.Render(targets.Base)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	byName := map[string]object.File{}
	for _, file := range rendered {
		byName[file.Name] = file
	}
	return byName
}

func configurationOf(t *testing.T, spec v1alpha1.FlinkSessionSpec) map[string]string {
	t.Helper()
	file := files(t, v1alpha1.Metadata{Name: "analytics"}, spec)["flinkdeployment.yaml"]
	return file.Object.(*v1beta1.FlinkDeployment).Spec.FlinkConfiguration
}

func TestTimesOfTheZooKeeperClientAreNumbersUntilFlink120(t *testing.T) {
	for _, test := range []struct{ flink, operator, given, want string }{
		{"1.19.3", "1.15", "2 min", "120000"},
		{"1.19.3", "1.15", "500ms", "500"},
		{"1.17.2", "1.15", "1d", "86400000"},
		{"1.20.3", "1.10", "60s", "60000"}, // the operator reads it with Flink 1.19
		{"1.20.3", "1.15", "60s", "60s"},
		{"2.0.1", "1.15", "2 min", "2 min"},
	} {
		got := configurationOf(t, v1alpha1.FlinkSessionSpec{
			Namespace: "streaming",
			Cluster: v1alpha1.Cluster{
				FlinkVersion: test.flink,
				HighAvailability: &v1alpha1.HighAvailability{
					Mode:      v1alpha1.HighAvailabilityZooKeeper,
					ZooKeeper: &v1alpha1.ZooKeeperHighAvailability{SessionTimeout: test.given},
				},
			},
			Environment: &v1alpha1.EnvironmentSpec{
				OperatorVersion: test.operator,
				ZooKeeper:       &v1alpha1.EnvironmentZooKeeper{Quorum: []string{"zookeeper:2181"}},
			},
		})["high-availability.zookeeper.client.session-timeout"]
		if got != test.want {
			t.Errorf("%s with Flink %s on operator %s must be %q, not %q", test.given, test.flink, test.operator, test.want, got)
		}
	}
}

func TestPrestoTakesTheRegionFromTheEndpoint(t *testing.T) {
	for _, test := range []struct {
		plugin           v1alpha1.S3Plugin
		region           string
		endpoint, option string
	}{
		{v1alpha1.S3PluginPresto, "eu-central-1", "https://s3.eu-central-1.amazonaws.com", ""},
		{v1alpha1.S3PluginPresto, "cn-north-1", "https://s3.cn-north-1.amazonaws.com.cn", ""},
		{v1alpha1.S3PluginHadoop, "cn-north-1", "", "cn-north-1"},
	} {
		got := configurationOf(t, v1alpha1.FlinkSessionSpec{
			Namespace: "streaming",
			Cluster: v1alpha1.Cluster{
				Storage: &v1alpha1.Storage{Type: v1alpha1.StorageS3, S3: &v1alpha1.S3Storage{Plugin: test.plugin}},
			},
			Environment: &v1alpha1.EnvironmentSpec{EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Bucket: "flink", Region: test.region}}},
		})
		if got["s3.endpoint"] != test.endpoint || got["fs.s3a.endpoint.region"] != test.option {
			t.Errorf("%s in %s must give endpoint %q and region %q, not %v", test.plugin, test.region, test.endpoint, test.option, got)
		}
	}
}

func TestClaimIsKeptFromPruningWhateverElseIsAsked(t *testing.T) {
	for _, test := range []struct{ given, want string }{
		{"", "Prune=false,Delete=false"},
		{"ServerSideApply=true", "ServerSideApply=true,Prune=false,Delete=false"},
		{"Prune=true, Replace=true,Delete=confirm", "Replace=true,Prune=false,Delete=false"},
	} {
		metadata := v1alpha1.Metadata{Name: "analytics", Annotations: map[string]string{"kustomize.toolkit.fluxcd.io/prune": "enabled"}}
		if test.given != "" {
			metadata.Annotations["argocd.argoproj.io/sync-options"] = test.given
		}
		rendered := files(t, metadata, v1alpha1.FlinkSessionSpec{
			Namespace: "streaming",
			Cluster: v1alpha1.Cluster{
				Storage: &v1alpha1.Storage{Type: v1alpha1.StorageVolume, Volume: &v1alpha1.VolumeStorage{Size: "1Gi"}},
			},
		})
		annotations := rendered["persistentvolumeclaim.yaml"].Object.(*corev1.PersistentVolumeClaim).Annotations
		if got := annotations["argocd.argoproj.io/sync-options"]; got != test.want {
			t.Errorf("options of Argo CD must be %q, not %q", test.want, got)
		}
		if got := annotations["kustomize.toolkit.fluxcd.io/prune"]; got != "disabled" {
			t.Errorf("Flux must not prune, not %q", got)
		}
		if got := metadata.Annotations["kustomize.toolkit.fluxcd.io/prune"]; got != "enabled" {
			t.Errorf("the session's own annotations must stay, not become %q", got)
		}
	}
}
