package impact_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// FuzzCompare gives two lists of objects, of whatever shape: nothing panics, every text is one line, the result is the
// same for objects in another order, and an object that does not differ is not told of.
func FuzzCompare(f *testing.F) {
	for _, text := range []string{
		session + sessionJobs, standalone, applicationWith("savepoint"), blueGreen, snapshot, claim, streamPark + "---\n" + configMap, service, ingress,
		role + "---\n" + roleBinding, networkPolicy, statefulSet, batchJob, registration, session + rights,
	} {
		all := listed(f, text)
		f.Add(all, strings.ReplaceAll(all, `"1`, `"2`), "1.15")
		f.Add(all, strings.ReplaceAll(all, "name", "nome"), "1.7")
		f.Add(all, strings.ReplaceAll(all, `{"`, `["`), "")
		f.Add(all, "[]", "1.10")
	}
	for _, hostile := range []string{
		`[null]`, `[{}]`, `[{"kind": 1, "metadata": []}]`, `[{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "spec": []}]`,
		`[{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "spec": {"podTemplate": {"spec": {"containers": [{"resources": {"limits": {"cpu": "1e999999999"}}}]}}, "job": 1}}]`,
		`[{"apiVersion": "v1", "kind": "PersistentVolumeClaim", "spec": {"resources": {"requests": {"storage": "9e99999999"}}}}]`,
		`[{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkBlueGreenDeployment"}]`, strings.Repeat("[", 50) + strings.Repeat("]", 50),
	} {
		f.Add(hostile, `[{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "spec": {"flinkVersion": "v1_99999999999999999999"}}]`, "x")
		f.Add(`[{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkBlueGreenDeployment", "spec": {"template": {"spec": {"job": {}}}}}]`, hostile, "1.13")
	}
	f.Fuzz(func(t *testing.T, old, new, release string) {
		if len(old)+len(new) > 1<<16 {
			return
		}
		targets := func(text string, reverse bool) []impact.Target {
			var contents []map[string]any
			if json.Unmarshal([]byte(text), &contents) != nil {
				return nil
			}
			target := impact.Target{App: "fuzz", OperatorVersion: release, Objects: []*unstructured.Unstructured{nil}}
			for _, content := range contents {
				target.Objects = append(target.Objects, &unstructured.Unstructured{Object: content})
			}
			if reverse {
				slices.Reverse(target.Objects)
			}
			return []impact.Target{target}
		}
		before, after := targets(old, false), targets(new, false)
		report := impact.Compare(before, after)
		for _, c := range report.Changes {
			if c.Class == impact.None || !slices.Contains(impact.Classes(), c.Class) {
				t.Errorf("class is %q", c.Class)
			}
			texts := append([]string{c.Jobs, c.State, c.Users, c.Loss}, c.Kept...)
			for _, cause := range c.Causes {
				texts = append(texts, cause.Field, cause.Old, cause.New, cause.Reason)
			}
			for _, text := range texts {
				if strings.ContainsAny(text, "\n\r") || !utf8.ValidString(text) {
					t.Errorf("is not one line of text: %q", text)
				}
			}
		}
		if unique(before) && unique(after) {
			if diff := cmp.Diff(report, impact.Compare(targets(old, true), targets(new, true)), cmp.AllowUnexported(impact.Cause{})); diff != "" {
				t.Errorf("another order of objects gives something else:\n%s", diff)
			}
		}
		if same := impact.Compare(before, targets(old, false)); unique(before) && (len(same.Changes) > 0 || same.None > 0) {
			t.Errorf("nothing differs, but %+v", same)
		}
	})
}

// unique reports whether no two objects have one name, as in a cluster.
func unique(targets []impact.Target) bool {
	seen := map[string]bool{}
	for _, target := range targets {
		for _, o := range target.Objects {
			if o == nil {
				continue
			}
			name := func(value any) string { text, _ := value.(string); return text }
			metadata, _ := o.Object["metadata"].(map[string]any)
			group, _, _ := strings.Cut(name(o.Object["apiVersion"]), "/")
			id := strings.Join([]string{group, name(o.Object["kind"]), name(metadata["namespace"]), name(metadata["name"])}, "\x00")
			if seen[id] {
				return false
			}
			seen[id] = true
		}
	}
	return true
}

// listed are documents as a list in JSON.
func listed(t testing.TB, text string) string {
	var all []any
	for document := range strings.SplitSeq(text, "\n---\n") {
		var content any
		if err := yaml.Unmarshal([]byte(strings.TrimPrefix(document, "---\n")), &content); err != nil {
			t.Fatal(err)
		}
		all = append(all, content)
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
