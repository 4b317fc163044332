package lint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// session is a cluster with which nothing is wrong, for the cases that add to its spec, or set other things in it.
const session = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: analytics
spec:
  image: flink:1.20.3
  flinkVersion: v1_20
  serviceAccount: flink
  jobManager:
    resource: {cpu: 1, memory: 2048m}
  taskManager:
    resource: {cpu: 1, memory: 4096m}
`

// ruleCases are the files in testdata/rules: each is an archive of a file of YAML for each case, and its findings in a file
// of the same name with .want. A case is for the release of the operator that its name ends with, after an @. $SESSION
// stands for a good cluster.
func ruleCases(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "rules", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there must be cases: %v", err)
	}
	cases := map[string]string{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			cases[strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+f.Name] = strings.ReplaceAll(string(f.Data), "$SESSION\n", session)
		}
	}
	return cases
}

// findings are those of a case, one a line, with the rule.
func findings(t *testing.T, name, content string) string {
	t.Helper()
	target := lint.Target{}
	if _, release, ok := strings.Cut(name, "@"); ok {
		r, err := operator.ParseRelease(strings.TrimSuffix(release, ".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		target.Operator = r
	}
	var b strings.Builder
	for _, f := range lint.File("a.yaml", []byte(content), target).Sorted() {
		b.WriteString(f.Error() + " [" + f.Rule.ID() + "]\n")
	}
	return b.String()
}

func TestFindingsAreExact(t *testing.T) {
	cases := ruleCases(t)
	seen := map[string]bool{}
	for name, content := range cases {
		if strings.HasSuffix(name, ".want") {
			continue
		}
		want, ok := cases[name+".want"]
		if !ok {
			t.Errorf("%s must say what it wants", name)
		}
		t.Run(name, func(t *testing.T) {
			got := findings(t, name, content)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for line := range strings.Lines(got) {
				seen[line[strings.LastIndex(line, "[")+1:len(line)-2]] = true
			}
		})
	}
	for _, rule := range lint.Rules() {
		if !seen[rule.ID()] && rule != diagnostic.RuleImmutableField { // which has a test of its own
			t.Errorf("there must be a case with a finding of the rule %s", rule)
		}
	}
}

// TestRewriteCases writes down what is found, for review: go test -run RewriteCases with UPDATE_LINT=1.
func TestRewriteCases(t *testing.T) {
	if os.Getenv("UPDATE_LINT") == "" {
		t.Skip("skipped: UPDATE_LINT is not set")
	}
	files, _ := filepath.Glob(filepath.Join("testdata", "rules", "*.txtar"))
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var all []txtar.File
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".want") {
				continue
			}
			content := strings.ReplaceAll(string(f.Data), "$SESSION\n", session)
			all = append(all, f, txtar.File{Name: f.Name + ".want", Data: []byte(findings(t, f.Name, content))})
		}
		archive.Files = all
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
