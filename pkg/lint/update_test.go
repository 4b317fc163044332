package lint_test

import (
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func parsed(t *testing.T, text string) lint.Object {
	t.Helper()
	var content map[string]any
	if err := yaml.Unmarshal([]byte(text), &content); err != nil {
		t.Fatal(err)
	}
	return lint.Object{Content: content}
}

// TestCheckUpdate: what cannot change is found, and what each release refuses of the new object; but not what was wrong before,
// nor what other rules say.
func TestCheckUpdate(t *testing.T) {
	cluster := func(spec string) []lint.Object {
		return []lint.Object{parsed(t, "{apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, metadata: {name: a}, spec: {"+spec+"}}")}
	}
	job := func(spec string) []lint.Object {
		return append([]lint.Object{parsed(t, "{apiVersion: flink.apache.org/v1beta1, kind: FlinkSessionJob, metadata: {name: j}, spec: {"+spec+"}}")}, cluster("")...)
	}
	for _, test := range []struct {
		name, release string
		old, new      []lint.Object
		want          string // a part of the only message; none if empty
	}{
		{"nothing", "1.15", cluster("mode: native"), cluster(""), ""},
		{"mode", "1.15", cluster(""), cluster("mode: standalone"), "must stay native"},
		{"a session to an application", "1.15", cluster(""), cluster("job: {parallelism: 1}"), "must not be added"},
		{"an application to a session", "1.15", cluster("job: {parallelism: 1}"), cluster(""), "must stay: an application"},
		{"another cluster", "1.15", job("deploymentName: a, job: {parallelism: 1}"), job("deploymentName: b, job: {parallelism: 1}"), "must stay a"},
		{"last-state of a session job", "1.9", job("deploymentName: a, job: {parallelism: 1}, flinkConfiguration: {state.checkpoints.dir: s3://a}"), job("deploymentName: a, job: {parallelism: 1, upgradeMode: last-state}, flinkConfiguration: {state.checkpoints.dir: s3://a}"), "must not be last-state"},
		{"last-state of a session job", "1.10", job("deploymentName: a, job: {parallelism: 1}, flinkConfiguration: {state.checkpoints.dir: s3://a}"), job("deploymentName: a, job: {parallelism: 1, upgradeMode: last-state}, flinkConfiguration: {state.checkpoints.dir: s3://a}"), ""},
		{"wrong before", "1.15", cluster("jobManager: {replicas: 2}"), cluster("image: b, jobManager: {replicas: 2}"), ""},
		{"wrong now", "1.15", cluster("jobManager: {replicas: 1}"), cluster("jobManager: {replicas: 2}"), "must be 1 without"},
		{"of another rule", "1.15", cluster("imagePullPolicy: Always"), cluster("imagePullPolicy: Sometimes"), ""},
		{"no custom resource", "1.15", []lint.Object{{}}, []lint.Object{{}}, ""},
		{"no objects", "1.15", nil, nil, ""},
	} {
		release, err := operator.ParseRelease(test.release)
		if err != nil {
			t.Fatal(err)
		}
		found := lint.CheckUpdate(lint.Target{Operator: release}, test.old, test.new)
		switch {
		case test.want == "" && len(found) > 0, test.want != "" && len(found) != 1:
			t.Errorf("%s, %s: %v, want %q", test.name, test.release, found, test.want)
		case test.want != "" && !strings.Contains(found[0].Message, test.want):
			t.Errorf("%s, %s: %q, want %q", test.name, test.release, found[0].Message, test.want)
		}
	}
}
