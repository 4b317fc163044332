package lint_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
)

// cluster is a good cluster of 1.20 that ran with the spec of another one.
func cluster(t *testing.T, spec, ran string) lint.Object {
	t.Helper()
	var s map[string]any
	if err := json.Unmarshal([]byte(spec), &s); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]any{
		"image": "flink:1.20.3", "flinkVersion": "v1_20", "serviceAccount": "flink",
		"jobManager":  map[string]any{"resource": map[string]any{"memory": "2g"}},
		"taskManager": map[string]any{"resource": map[string]any{"memory": "4g"}},
	} {
		if _, ok := s[name]; !ok {
			s[name] = value
		}
	}
	return lint.Object{Content: map[string]any{
		"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "metadata": map[string]any{"name": "a"}, "spec": s,
		"status": map[string]any{"reconciliationStatus": map[string]any{"lastReconciledSpec": `{"spec": ` + ran + `}`}},
	}}
}

func TestWhatARunningClusterCannotBecome(t *testing.T) {
	for name, c := range map[string]struct{ spec, ran, want string }{
		"the same":           {`{}`, `{"mode": "native"}`, ""},
		"another mode":       {`{"mode": "standalone", "taskManager": {"resource": {"cpu": 1, "memory": "4g"}}}`, `{}`, "FlinkDeployment a: spec.mode: must stay native: a cluster cannot change it; delete it first"},
		"no session cluster": {`{}`, `{"job": {}}`, "FlinkDeployment a: spec.job: must stay: an application cluster cannot become a session cluster; delete it first"},
		"no application": {`{"job": {"jarURI": "local:///a.jar", "parallelism": 1}}`, `{}`,
			"FlinkDeployment a: spec.job: must not be added: a session cluster cannot become an application cluster; delete it first"},
		"another version while suspended": {
			`{"job": {"jarURI": "local:///a.jar", "parallelism": 1, "upgradeMode": "savepoint"},
			  "flinkConfiguration": {"execution.checkpointing.dir": "s3://a/b", "execution.checkpointing.savepoint-dir": "s3://a/c"}}`,
			`{"flinkVersion": "v1_19", "job": {"state": "suspended", "upgradeMode": "last-state"}}`,
			"FlinkDeployment a: spec.flinkVersion: must stay v1_19 until the job, which was suspended with last-state, runs again",
		},
		"a savepoint that is not named": {
			`{"job": {"jarURI": "local:///a.jar", "parallelism": 1, "savepointRedeployNonce": 2}}`, `{"job": {"savepointRedeployNonce": 1}}`,
			"FlinkDeployment a: spec.job.initialSavepointPath: must be set where savepointRedeployNonce changes",
		},
		"no status that can be read": {`{}`, `{`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			found := lint.Check(lint.Target{}, cluster(t, c.spec, c.ran))
			if got := found.Error(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if c.want != "" && found[0].Rule != diagnostic.RuleImmutableField {
				t.Errorf("must be of the rule immutable-field, not %s", found[0].Rule)
			}
		})
	}
}

func TestAJobCannotMoveToAnotherCluster(t *testing.T) {
	job := lint.Object{Content: map[string]any{
		"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkSessionJob", "metadata": map[string]any{"name": "a"},
		"spec":   map[string]any{"deploymentName": "b", "job": map[string]any{"parallelism": json.Number("1")}},
		"status": map[string]any{"reconciliationStatus": map[string]any{"lastReconciledSpec": `{"spec": {"deploymentName": "c"}}`}},
	}}
	want := "FlinkSessionJob a: spec.deploymentName: must stay c: a job cannot move to another cluster; delete it first"
	if got := lint.Check(lint.Target{}, job).Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestClustersAreFoundInTheirNamespace(t *testing.T) {
	object := func(kind, namespace, name string, spec map[string]any) lint.Object {
		return lint.Object{Content: map[string]any{
			"apiVersion": "flink.apache.org/v1beta1", "kind": kind, "metadata": map[string]any{"name": name, "namespace": namespace}, "spec": spec,
		}}
	}
	job := object("FlinkSessionJob", "dev", "job", map[string]any{"deploymentName": "a", "job": map[string]any{"parallelism": 0}})
	if found := lint.Check(lint.Target{}, job, object("FlinkDeployment", "prod", "a", map[string]any{})); found.Has(diagnostic.Finding{
		Subject: job.String(), Path: diagnostic.Path{}.Child("spec", "job", "parallelism"), Message: "must be at least 1, not 0",
	}) {
		t.Errorf("the cluster of another namespace must not count: %v", found)
	}
}

// TestReviewedClustersHaveNoFindings: what the project generates passes its own checks, in each environment, but for the
// warnings of testdata/warnings.txt.
func TestReviewedClustersHaveNoFindings(t *testing.T) {
	sessions, err := filepath.Glob(filepath.Join("..", "..", "golden", "*", "tree", "flink", "*"))
	if err != nil || len(sessions) < 50 {
		t.Fatalf("there must be at least 50 reviewed sessions, not %d: %v", len(sessions), err)
	}
	listed := listedWarnings(t)
	clusters := 0
	for _, session := range sessions {
		folders, _ := filepath.Glob(filepath.Join(session, "overlays", "*"))
		if len(folders) == 0 {
			folders = []string{filepath.Join(session, "base")}
		}
		for _, folder := range folders {
			built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
			if err != nil {
				t.Fatal(err)
			}
			content, err := built.AsYaml()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range lint.File(folder, content, lint.Target{}).Sorted() {
				where, _ := filepath.Rel(filepath.Join("..", "..", "golden"), folder)
				warning := strings.Replace(filepath.ToSlash(where), "/tree/flink", "", 1) + " " + f.Rule.ID() + " " + f.Path.String()
				if _, ok := listed[warning]; !ok || f.Rule.Severity() != diagnostic.SeverityWarning {
					t.Errorf("%s [%s]", f, f.Rule)
				}
				delete(listed, warning)
			}
			clusters++
		}
	}
	for warning := range listed {
		t.Errorf("testdata/warnings.txt lists what is not found: %s", warning)
	}
	t.Logf("checked %d clusters", clusters)
}

// listedWarnings are the lines of testdata/warnings.txt.
func listedWarnings(t *testing.T) map[string]struct{} {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "warnings.txt"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]struct{}{}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			listed[line] = struct{}{}
		}
	}
	return listed
}

// BenchmarkFile is for one FlinkDeployment of a reviewed tree, read and checked.
func BenchmarkFile(b *testing.B) {
	file := filepath.Join("..", "..", "golden", "kdp-22-flink-ha-k8s-s3", "tree", "flink", "sess-22", "base", "flinkdeployment.yaml")
	content, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		lint.File(file, content, lint.Target{})
	}
}
