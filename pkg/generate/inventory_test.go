package generate_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// targets are those of a workspace, by name and environment.
func targets(t *testing.T, dir string) (*generate.Result, map[string]inventory.Target) {
	t.Helper()
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	result, err := generate.Workspace(w)
	if err != nil {
		t.Fatal(err)
	}
	all, err := result.Inventory()
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]inventory.Target{}
	for _, target := range all {
		byName[target.Name+" "+target.Environment] = target
	}
	return result, byName
}

func TestInventoryOfTheQuickstart(t *testing.T) {
	_, got := targets(t, "../../examples/quickstart")
	want := inventory.Target{
		Kind: "FlinkSession", Name: "warehouse", Folder: "flink/warehouse", File: "flink/warehouse.yaml",
		Environment: "prod", Namespace: "streaming",
		OperatorVersion: "1.15", FlinkVersion: "1.20.3", Image: "registry.example.com/streaming/flink-hive:1.20.3-scala_2.12-java11",
		Mode: "Native", HighAvailability: "ZooKeeper", Storage: "HDFS", StorageURI: "hdfs:///flink",
		HighAvailabilityDir: "hdfs:///flink/prod/streaming/ha", Checkpoints: "hdfs:///flink/prod/streaming/checkpoints", Savepoints: "hdfs:///flink/prod/streaming/savepoints",
		ZooKeeper: "zookeeper-0.zookeeper:2181,zookeeper-1.zookeeper:2181,zookeeper-2.zookeeper:2181", Hive: "hive-metastore",
		Processes: []inventory.Process{
			{Role: inventory.RoleJobManager, Replicas: 1, CPU: "1", Memory: "2Gi"},
			{Role: inventory.RoleTaskManager, CPU: "4", Memory: "16Gi", Slots: 4},
		},
		Images: []string{
			"registry.example.com/streaming/flink-hive:1.20.3-scala_2.12-java11", "registry.example.com/streaming/log-shipper:1.4.0",
		},
	}
	if diff := cmp.Diff(want, got["warehouse prod"]); diff != "" {
		t.Error(diff)
	}
	if urls := got["analytics prod"].URLs; !slices.Equal(urls, []string{"https://analytics-streaming.apps.example.com/"}) {
		t.Errorf("the environment has TLS: %q", urls)
	}
	if urls := got["analytics dev"].URLs; !slices.Equal(urls, []string{"http://analytics-streaming-dev.dev.example.com/"}) {
		t.Errorf("the environment has none: %q", urls)
	}
}

// A job is on the dashboard of its session, and the operator on that of an environment that has one.
func TestDashboardsOfApps(t *testing.T) {
	result, got := targets(t, "../../examples/platform")
	session := got["pipelines prod"].Dashboards
	if len(session) != 1 || !strings.HasPrefix(session[0], "https://grafana.example.com/d/flink-session-") {
		t.Fatalf("a session must have a dashboard, not %q", session)
	}
	uid := path.Base(session[0])
	text, err := os.ReadFile("../../examples/platform/deploy/environments/prod/shared/configmap-flink-session.yaml")
	if err != nil || !strings.Contains(string(text), `"uid":"`+uid+`"`) {
		t.Errorf("the dashboard that is delivered must have the UID %s: %v", uid, err)
	}
	if job := got["orders prod"].Dashboards; !slices.Equal(job, session) {
		t.Errorf("a job must have the dashboard of its session, not %q", job)
	}
	if dev := got["pipelines dev"].Dashboards; slices.Equal(dev, session) {
		t.Errorf("environments must have dashboards of their own, not %q", dev)
	}
	if console := got["console prod"].Dashboards; console != nil {
		t.Errorf("a StreamPark without metrics has no dashboard: %q", console)
	}
	all, err := result.Inventory()
	if err != nil {
		t.Fatal(err)
	}
	operators := slices.DeleteFunc(all, func(target inventory.Target) bool { return target.Kind != v1alpha1.KindFlinkOperator })
	if len(operators) != 1 || len(operators[0].Dashboards) != 1 || !strings.Contains(operators[0].Dashboards[0], "/d/flink-operator-") {
		t.Errorf("the operator must have the dashboard of prod alone: %+v", operators)
	}
}

func TestInventoryOfStreamPark(t *testing.T) {
	_, got := targets(t, "../../examples/streampark")
	want := inventory.Target{
		Kind: "StreamPark", Name: "console", Folder: "streampark/console", File: "console.yaml", Environment: "staging", Namespace: "streaming-staging",
		StreamParkVersion: "2.1.6", Image: "registry.example.com/streaming/apache/streampark:2.1.6", Storage: "Volume",
		Database:  "PostgreSQL postgresql.databases:5432/streaming_staging_console",
		Processes: []inventory.Process{{Role: inventory.RoleStreamPark, Replicas: 1, CPU: "500m", Memory: "2Gi"}},
		URLs:      []string{"http://console-streaming-staging.staging.example.com/"},
		Images: []string{
			"registry.example.com/streaming/apache/streampark:2.1.6", "registry.example.com/streaming/flink:1.20.3-scala_2.12-java17",
			"registry.example.com/streaming/postgres:17-alpine", "registry.example.com/streaming/python:3.13-alpine",
		},
		Uses: []string{"flink/analytics"},
	}
	if diff := cmp.Diff(want, got["console staging"]); diff != "" {
		t.Error(diff)
	}
	if dev := got["console dev"]; dev.Database != "H2" || dev.URLs != nil {
		t.Errorf("dev has neither a server nor an Ingress: %+v", dev)
	}
}

func TestInventorySaysWhatTheObjectsSay(t *testing.T) {
	for name, test := range map[string]struct {
		dir, target string
		of          func(inventory.Target) any
		want        any
	}{
		"TaskManagers of a fixed number": {"../../golden/standalone", "reports prod", taskManagers, 3},
		"one by default":                 {"../../golden/standalone", "reports dev", taskManagers, 1},
		"as many as jobs need":           {"../../golden/minimal", "minimal ", taskManagers, 0},
		"high availability by an option": {"../../golden/high-availability-by-option", "analytics ", func(t inventory.Target) any { return t.HighAvailability }, "Kubernetes"},
		"a directory by an option":       {"../../golden/high-availability-by-option", "analytics ", func(t inventory.Target) any { return t.StorageURI }, "hdfs:///flink/ha"},
		"the operator's Ingress":         {"../../golden/operator-ingress", "analytics prod", urls, "https://analytics-streaming-prod.apps.example.com/"},
		"NGINX, which takes a pattern":   {"../../examples/web-ui", "analytics nginx", urls, "https://flink.nginx.example.com/flink/streaming/analytics/"},
		"Traefik":                        {"../../examples/web-ui", "reports traefik", urls, "https://flink.traefik.example.com/flink/streaming/reports/"},
	} {
		t.Run(name, func(t *testing.T) {
			_, all := targets(t, test.dir)
			target, ok := all[test.target]
			if !ok {
				t.Fatalf("there is no %q", test.target)
			}
			if got := test.of(target); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func urls(t inventory.Target) any { return strings.Join(t.URLs, " ") }

func taskManagers(t inventory.Target) any {
	p, _ := t.Process(inventory.RoleTaskManager)
	return p.Replicas
}

// Every host has no name, and a user's class of high availability has one of its own.
func TestInventoryOfWhatHasNoName(t *testing.T) {
	class, storage := "com.example.HaServices", "s3://flink/ha"
	session := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: v1alpha1.FlinkSessionSpec{
		Namespace: "streaming",
		Cluster: v1alpha1.Cluster{
			FlinkVersion: "1.20.3", JobManager: &v1alpha1.JobManager{Memory: "2Gi"}, TaskManager: &v1alpha1.TaskManager{Memory: "8Gi"},
			WebUI:              &v1alpha1.WebUI{Host: "*", Path: "/flink/{name}", Controller: v1alpha1.IngressControllerNGINX},
			FlinkConfiguration: map[string]*string{"high-availability.type": &class, "high-availability.storageDir": &storage},
		},
		Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
	}}
	result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session}})
	if err != nil {
		t.Fatal(err)
	}
	all, err := result.Inventory()
	if err != nil || len(all) != 1 {
		t.Fatalf("there must be one target: %v, %v", all, err)
	}
	if all[0].HighAvailability != class || urls(all[0]) != "http://*/flink/analytics/" || all[0].StorageURI != storage || all[0].File != "" {
		t.Errorf("got %+v", all[0])
	}
}

// The user's own manifests need images too, whatever they make pods of.
func TestInventoryHasTheImagesOfOwnManifests(t *testing.T) {
	session := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: v1alpha1.FlinkSessionSpec{
		Namespace:   "streaming",
		Cluster:     v1alpha1.Cluster{FlinkVersion: "1.20.3", JobManager: &v1alpha1.JobManager{Memory: "2Gi"}, TaskManager: &v1alpha1.TaskManager{Memory: "8Gi"}},
		Resources:   []string{"own.yaml"},
		Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15", ImageRegistry: "registry.example.com"},
	}}
	files := fstest.MapFS{"own.yaml": {Data: []byte("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: backup}\n" +
		"spec: {schedule: '0 1 * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: backup, image: 'backup:1.2'}]}}}}}\n")}}
	result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session}, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	all, err := result.Inventory()
	if err != nil {
		t.Fatal(err)
	}
	// The registry is for what is generated: own manifests are carried along as they are.
	if want := []string{"backup:1.2", "registry.example.com/flink:1.20.3"}; !slices.Equal(all[0].Images, want) {
		t.Errorf("got %q, want %q", all[0].Images, want)
	}
}

var imageLine = regexp.MustCompile(`(?m)^[- ]*image: (\S+)$`)

// TestInventoryHasTheImagesOfTheTree holds the images to the text of the trees: those of overlays, and of bases without
// any, are all there, and there is no other.
func TestInventoryHasTheImagesOfTheTree(t *testing.T) {
	dirs, err := filepath.Glob("../../golden/*/flinkustomize.yaml")
	if err != nil || len(dirs) < 50 {
		t.Fatalf("there must be golden cases: %d, %v", len(dirs), err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(filepath.Dir(dir)), func(t *testing.T) {
			result, all := targets(t, filepath.Dir(dir))
			listed := map[string]bool{}
			for _, target := range all {
				for _, image := range target.Images {
					listed[image] = true
				}
			}
			overlays := map[string]bool{}
			for path := range result.Tree.All() {
				if app, _, ok := strings.Cut(path, "/overlays/"); ok {
					overlays[app] = true
				}
			}
			text := ""
			for path, content := range result.Tree.All() {
				text += string(content)
				app, _, isBase := strings.Cut(path, "/base/")
				for _, match := range imageLine.FindAllStringSubmatch(string(content), -1) {
					image := strings.Trim(match[1], `"`)
					if !(isBase && overlays[app]) && !listed[image] {
						t.Errorf("%s has %s, which is not listed", path, image)
					}
				}
			}
			for image := range listed {
				repository, tag, _ := strings.Cut(image, ":") // apart in the values of a chart
				if !strings.Contains(text, image) && !(strings.Contains(text, "repository: "+repository+"\n") && strings.Contains(text, "tag: \""+tag+"\"\n")) {
					t.Errorf("%s is listed and nowhere in the tree", image)
				}
			}
		})
	}
}

// TestEnvironmentsAreInTheOrderOfTheirDocuments: people write dev before prod, and read tables in that order.
func TestEnvironmentsAreInTheOrderOfTheirDocuments(t *testing.T) {
	result, _ := targets(t, "../../examples/quickstart")
	if got, want := result.Environments(), []string{"dev", "staging", "prod"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestInventorySaysWhereJobsRun(t *testing.T) {
	_, jobs := targets(t, "../../examples/session-jobs")
	if got := jobs["orders prod"]; got.Session != "analytics" || got.UpgradeMode != "Savepoint" || len(got.Processes) > 0 {
		t.Errorf("the job of a session runs in it, and has no processes of its own: %+v", got)
	}
	_, applications := targets(t, "../../examples/application")
	if got := applications["orders prod"]; got.Session != "" || got.UpgradeMode != "LastState" || len(got.Processes) == 0 {
		t.Errorf("an application has processes of its own: %+v", got)
	}
}
