package review_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/review"
)

// input is two sessions with high availability in prod, as a Go program states them, after an edit.
func input(edit func(*generate.Input)) generate.Input {
	session := func(name string) *v1alpha1.FlinkSession {
		return &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: name}, Spec: v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				FlinkVersion:     "1.20.3",
				JobManager:       &v1alpha1.JobManager{Memory: "2Gi"},
				TaskManager:      &v1alpha1.TaskManager{Memory: "8Gi"},
				HighAvailability: &v1alpha1.HighAvailability{Mode: v1alpha1.HighAvailabilityKubernetes},
				Storage:          &v1alpha1.Storage{Type: v1alpha1.StorageS3},
			},
			Environments: map[string]v1alpha1.FlinkSessionSpec{"prod": {}},
		}}
	}
	in := generate.Input{
		Specs: []v1alpha1.Spec{session("analytics"), session("reports")},
		Environments: []*v1alpha1.Environment{{Metadata: v1alpha1.Metadata{Name: "prod"}, Spec: v1alpha1.EnvironmentSpec{
			Namespace: "streaming", OperatorVersion: "1.15", ServiceAccount: &v1alpha1.EnvironmentServiceAccount{Name: "flink"},
			EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Endpoint: "http://s3:9000", Bucket: "old"}},
		}}},
	}
	if edit != nil {
		edit(&in)
	}
	return in
}

func made(t *testing.T, edit func(*generate.Input)) *generate.Result {
	t.Helper()
	result, err := generate.Specs(input(edit))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// written is the output folder with the tree of the unedited input.
func written(t *testing.T) string {
	t.Helper()
	output := filepath.Join(t.TempDir(), "deploy")
	if _, err := gittree.Write(output, made(t, nil).Tree, gittree.Options{Owner: "test"}); err != nil {
		t.Fatal(err)
	}
	return output
}

// compared compares an output folder with what an edited input gives.
func compared(t *testing.T, output string, result *generate.Result) review.Review {
	t.Helper()
	plan, err := gittree.NewPlan(output, result.Tree, gittree.Options{Owner: "test", Prune: true})
	if err != nil {
		t.Fatal(err)
	}
	defer plan.Close()
	var changed []string
	for _, change := range plan.Changes {
		changed = append(changed, change.Path)
	}
	old, err := review.OnDisk(os.DirFS(output), "deploy", result.Tree, changed)
	if err != nil {
		t.Fatal(err)
	}
	r, err := review.Compare(old, result, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func moveBucket(in *generate.Input)    { in.Environments[0].Spec.S3.Bucket = "new" }
func removeReports(in *generate.Input) { in.Specs = in.Specs[:1] }

func TestTheGuardFindsLossesUntilTheyAreAcknowledged(t *testing.T) {
	output := written(t)
	bucket := func(app, from string) v1alpha1.Acknowledgement {
		return v1alpha1.Acknowledgement{App: "flink/" + app, Environment: "prod", Reason: "copied",
			Loss: "restart-recovery-at-risk FlinkDeployment streaming/" + app + " spec.flinkConfiguration[high-availability.storageDir] from s3://" + from + "/prod/streaming/ha"}
	}
	gone := v1alpha1.Acknowledgement{App: "flink/reports", Environment: "prod", Loss: "delete FlinkDeployment streaming/reports", Reason: "ended"}
	for name, test := range map[string]struct {
		edit  func(*generate.Input)
		guard review.Guard
		want  []string // each in a finding
	}{
		"nothing":                    {},
		"nothing to acknowledge":     {guard: review.Guard{Acknowledged: []v1alpha1.Acknowledgement{gone}}, want: []string{"spec.acknowledge[0]: acknowledges no loss against the files in deploy: remove it"}},
		"a bucket":                   {moveBucket, review.Guard{}, []string{"FlinkSession analytics: spec.environments.prod: FlinkDeployment analytics: ", "FlinkSession reports: spec.environments.prod: "}},
		"a bucket, acknowledged":     {moveBucket, review.Guard{Acknowledged: []v1alpha1.Acknowledgement{bucket("analytics", "old"), bucket("reports", "old")}}, nil},
		"one of two":                 {moveBucket, review.Guard{Acknowledged: []v1alpha1.Acknowledgement{bucket("reports", "old")}}, []string{"FlinkSession analytics: "}},
		"another bucket than that":   {moveBucket, review.Guard{Acknowledged: []v1alpha1.Acknowledgement{bucket("analytics", "older"), bucket("reports", "old")}}, []string{"FlinkSession analytics: ", "spec.acknowledge[0]: acknowledges no loss"}},
		"a session that is gone":     {removeReports, review.Guard{}, []string{`flink/reports: FlinkDeployment reports is deleted`}},
		"gone, acknowledged":         {removeReports, review.Guard{Acknowledged: []v1alpha1.Acknowledgement{gone}}, nil},
		"an environment without":     {removeReports, review.Guard{Unguarded: []string{"prod"}}, nil},
		"an environment that is not": {nil, review.Guard{Unguarded: []string{"prd"}}, []string{`spec.unguardedEnvironments[0]: names no environment, "prd": did you mean "prod"?`}},
	} {
		t.Run(name, func(t *testing.T) {
			result := made(t, test.edit)
			findings := test.guard.Check(compared(t, output, result), result, review.Options{})
			if len(findings) != len(test.want) {
				t.Fatalf("got %d findings, want %d: %v", len(findings), len(test.want), findings)
			}
			for i, want := range test.want {
				got := findings.Sorted()[i]
				if !strings.Contains(got.Error(), want) && !strings.Contains(findings.Error(), want) {
					t.Errorf("got %s, want %s", got, want)
				}
			}
			loss := strings.Contains(strings.Join(test.want, " "), "Flink")
			if findings.HasErrors() != loss {
				t.Errorf("got errors %v, want %v: %v", findings.HasErrors(), loss, findings)
			}
		})
	}
}

// TestWhatAMessageSaysToWriteIsTaken: a user copies it.
func TestWhatAMessageSaysToWriteIsTaken(t *testing.T) {
	output := written(t)
	rename := func(in *generate.Input) { in.Specs[1].(*v1alpha1.FlinkSession).Metadata.Name = "statistics" }
	for name, edit := range map[string]func(*generate.Input){"bucket": moveBucket, "gone": removeReports, "renamed": rename} {
		result := made(t, edit)
		r := compared(t, output, result)
		var guard review.Guard
		for _, change := range r.Changes {
			if change.Loss != "" {
				guard.Acknowledged = append(guard.Acknowledged, v1alpha1.Acknowledgement{App: change.App, Environment: change.Environment, Loss: change.LossID(), Reason: "x"})
			}
		}
		for _, finding := range (review.Guard{}).Check(r, result, review.Options{}) {
			said := false
			for _, one := range guard.Acknowledged {
				said = said || strings.Contains(finding.Message, `loss: "`+one.Loss+`"`)
			}
			if finding.Rule != diagnostic.RuleLoss || !said {
				t.Errorf("%s: got %v", name, finding)
			}
		}
		if findings := guard.Check(r, result, review.Options{}); len(guard.Acknowledged) == 0 || len(findings) > 0 {
			t.Errorf("%s: got %v with %v", name, findings, guard.Acknowledged)
		}
	}
}

func TestAnEnvironmentsOwnObjectsAreCompared(t *testing.T) {
	result := made(t, func(in *generate.Input) {
		in.Environments[0].Spec.ServiceAccount.Annotations = map[string]*string{"role": new("x")}
	})
	r := compared(t, written(t), result)
	if len(r.Changes) != 1 || r.Changes[0].App != "environments" || r.Changes[0].Environment != "prod" || r.Changes[0].Class != impact.InPlace {
		t.Errorf("got %+v", r.Changes)
	}
}

// TestFilesOfTheUsersOwnBesideTheTreeAreNoChange: generate --prune keeps them too.
func TestFilesOfTheUsersOwnBesideTheTreeAreNoChange(t *testing.T) {
	dir := t.TempDir()
	output := filepath.Join(dir, "deploy")
	if err := os.CopyFS(output, os.DirFS(written(t))); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(output, "flink/analytics/overlays/mine")
	if err := os.MkdirAll(own, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "kustomization.yaml"), []byte("resources: [../../base]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	commit(t, dir)
	result := made(t, nil)
	old, err := review.AtRevision(review.Place{Root: dir, Output: output}, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	r, err := review.Compare(old, result, review.Options{})
	if err != nil || len(r.Changes)+len(r.Uncompared) > 0 {
		t.Errorf("got %+v, %v", r, err)
	}
}

// TestAnotherOperatorIsComparedThoughNoFileDiffers: what the operator makes of the same object may differ.
func TestAnotherOperatorIsComparedThoughNoFileDiffers(t *testing.T) {
	dir := t.TempDir()
	output := filepath.Join(dir, "deploy")
	if err := os.CopyFS(output, os.DirFS(written(t))); err != nil {
		t.Fatal(err)
	}
	environment := filepath.Join(dir, "environments.yaml")
	for file, content := range map[string]string{
		filepath.Join(dir, "flinkustomize.yaml"): "kind: Workspace\nspec: {specs: [environments.yaml], output: [of another type]}\n",
		environment:                              "kind: Environment\nmetadata: {name: prod}\nspec: {operatorVersion: \"1.14\", unknown: {a: 1}}\n",
	} { // what this version does not know is no obstacle
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, dir)
	if err := os.WriteFile(environment, []byte("kind: Environment\nmetadata: {name: prod}\nspec: {operatorVersion: \"1.15\"}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for release, compared := range map[string]bool{"1.15": true, "1.14": false} {
		result := made(t, func(in *generate.Input) { in.Environments[0].Spec.OperatorVersion = release })
		old, err := review.AtRevision(review.Place{Root: dir, Output: output}, "HEAD")
		if err != nil {
			t.Fatal(err)
		}
		r, err := review.Compare(old, result, review.Options{})
		if err != nil || (r.Same+r.None+len(r.Changes) > 0) != compared {
			t.Errorf("%s: got %+v, %v", release, r, err)
		}
	}
}

// commit makes a repository of a folder.
func commit(t *testing.T, dir string) {
	t.Helper()
	for _, arguments := range [][]string{{"init", "--quiet"}, {"add", "--force", "."}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "one"}} {
		command := exec.Command("git", arguments...)
		command.Dir = dir
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", arguments, err, out)
		}
	}
}
