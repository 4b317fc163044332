package crd

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// everywhere uses what every version of Flink and every release of the operator has.
const everywhere = `
apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics, labels: {team: data}, annotations: {example.com/owner: data}}
spec:
  namespace: streaming
  flinkVersion: FLINK
  jobManager: {replicas: 2, cpu: 500m, memory: 2048m}
  taskManager:
    cpu: 2
    memory: 8g
    slots: 4
    podTemplate:
      spec:
        nodeSelector: {disk: nvme}
        tolerations: [{key: dedicated, operator: Equal, value: flink, effect: NoSchedule}]
  highAvailability: {mode: Kubernetes}
  storage: {type: S3, s3: {plugin: Hadoop}}
  savepoints: {directory: "s3://savepoints/{namespace}/{name}"}
  checkpoints:
    interval: 30s
    mode: ExactlyOnce
    minPause: 10s
    maxConcurrent: 1
    timeout: 20m
    retained: 3
    retention: RetainOnCancellation
    unaligned: true
    localRecovery: true
    stateBackend: RocksDB
    incremental: true
  metrics: {}
  webUI: {}
  flinkConfiguration:
    kubernetes.operator.savepoint.history.max.count: "5"
    rest.port: "8082"
    state.backend.rocksdb.memory.managed: "true"
    taskmanager.memory.network.max: 512mb
  podTemplate:
    metadata: {annotations: {example.com/scrape: "false"}}
    spec:
      securityContext: {runAsNonRoot: true, fsGroup: 9999, seccompProfile: {type: RuntimeDefault}}
      containers:
      - name: flink-main-container
        env: [{name: TZ, value: Europe/Berlin}]
        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        volumeMounts: [{name: scratch, mountPath: /scratch}]
      - name: sidecar
        image: busybox:1.37
        livenessProbe: {tcpSocket: {port: 9000}}
        resources: {limits: {cpu: 100m, memory: 64Mi}}
      volumes: [{name: scratch, emptyDir: {sizeLimit: 1Gi}}]
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: analytics}}}
  environment:
    operatorVersion: "RELEASE"
    s3: {bucket: flink, endpoint: "http://minio:9000", pathStyleAccess: true, credentials: {secretName: minio-flink}}
    ingress: {domain: apps.example.com, className: nginx}
`

// flinkVersions are full versions, one of every minor version.
var flinkVersions = []string{"1.16.3", "1.17.2", "1.18.1", "1.19.2", "1.20.3", "2.0.1", "2.1.1", "2.2.0"}

// Every release must take what is made for every Flink that it runs, and that Flink must read all of it.
func TestEveryFlinkOnEveryReleaseThatRunsIt(t *testing.T) {
	pairs := 0
	for _, text := range flinkVersions {
		version, err := flink.ParseVersion(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, release := range operator.Releases() {
			enum, err := release.FlinkVersionEnum(version.Major, version.Minor)
			if err != nil {
				continue
			}
			pairs++
			t.Run(text+" on "+release.String(), func(t *testing.T) {
				deployment := generatedFor(t, text, release)
				if got := deployment["spec"].(map[string]any)["flinkVersion"]; got != enum {
					t.Errorf("flinkVersion must be %s, not %v", enum, got)
				}
				checkKeys(t, deployment, version, release)
				if err := serverOf(t, release).accepts(deployment); err != nil {
					t.Error(err)
				}
			})
		}
	}
	if pairs != 56 {
		t.Errorf("there must be 56 pairs of Flink and operator, not %d", pairs)
	}
}

func generatedFor(t *testing.T, version string, release operator.Release) map[string]any {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, workspace.FileName),
		"apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: matrix}\nspec: {specs: [spec.yaml]}\n")
	write(t, filepath.Join(dir, "spec.yaml"), strings.NewReplacer("FLINK", version, "RELEASE", release.String()).Replace(everywhere))
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	result, err := generate.Workspace(w)
	if err != nil {
		t.Fatal(err)
	}
	content, ok := result.Tree.File("flink/analytics/base/flinkdeployment.yaml")
	if !ok {
		t.Fatal("there must be a FlinkDeployment")
	}
	return flinkDeployment(t, content)
}

// checkKeys checks that the cluster's Flink reads every option, the operator's Flink every one that has a name here, and that no key is a prefix of another where that breaks the cluster.
func checkKeys(t *testing.T, deployment map[string]any, version flink.Version, release operator.Release) {
	t.Helper()
	configuration := deployment["spec"].(map[string]any)["flinkConfiguration"].(map[string]any)
	keys := slices.Sorted(maps.Keys(configuration))
	bundled, err := flink.ParseVersion(release.BundledFlink())
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		if err := flink.CheckOption(key, configuration[key].(string), version); err != nil {
			t.Errorf("%s: %v", key, err)
		}
		if option, ok := flink.Lookup(key); ok && option.Key(version.Earlier(bundled)) != key {
			t.Errorf("%s must be %s for Flink %s and an operator with Flink %s", key, option.Key(version.Earlier(bundled)), version, bundled)
		}
	}
	if overlapping := operator.OverlappingKeys(keys); release.RefusesOverlappingKeys(version.Major) && len(overlapping) > 0 {
		t.Errorf("the operator cannot write the keys %v", overlapping)
	}
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
