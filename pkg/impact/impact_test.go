package impact_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

var update = flag.Bool("update", false, "rewrite testdata, for review")

// scenario is a change of objects in one environment.
type scenario struct {
	name string

	// operator is the release before and after, 1.15 if empty; operatorAfter that after, where it differs.
	operator, operatorAfter string

	// old and new are the objects, separated by ---. The lines of new below "patch:" are JSON merge patches by kind and
	// name, over those of old; "delete: KIND NAME" takes one away.
	old, new string

	// want is the class of the first change; none where nothing is told.
	want impact.Class
}

// check compares a scenario's class, and the whole report with testdata/NAME.txt, which is reviewed.
func check(t *testing.T, file string, scenarios []scenario) {
	t.Helper()
	var all strings.Builder
	for _, s := range scenarios {
		report := impact.Compare(s.targets(t))
		got := impact.None
		if len(report.Changes) > 0 {
			got = report.Changes[0].Class
		}
		if got != s.want {
			t.Errorf("%s: class is %q, want %q\n%s", s.name, got, s.want, show(report))
		}
		fmt.Fprintf(&all, "## %s\n\n%s\n", s.name, show(report))
	}
	path := filepath.Join("testdata", file+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), all.String()); diff != "" {
		t.Errorf("%s differs (go test -update rewrites it, for review):\n%s", path, diff)
	}
}

func (s scenario) targets(t *testing.T) (old, new []impact.Target) {
	t.Helper()
	before, after := s.operator, s.operatorAfter
	if before == "" {
		before = "1.15"
	}
	if after == "" {
		after = before
	}
	was, is := objects(t, s.old), objects(t, s.new)
	if patches, ok := strings.CutPrefix(s.new, "patch:"); ok {
		is = patched(t, objects(t, s.old), patches)
	}
	return []impact.Target{{App: "flink/analytics", Environment: "prod", OperatorVersion: before, Objects: was}},
		[]impact.Target{{App: "flink/analytics", Environment: "prod", OperatorVersion: after, Objects: is}}
}

// objects reads documents.
func objects(t testing.TB, text string) []*unstructured.Unstructured {
	t.Helper()
	var all []*unstructured.Unstructured
	for document := range strings.SplitSeq(text, "\n---\n") {
		if strings.TrimSpace(document) == "" || strings.HasPrefix(document, "patch:") {
			continue
		}
		data, err := yaml.YAMLToJSON([]byte(document))
		if err != nil {
			t.Fatalf("%v in:\n%s", err, document)
		}
		u := &unstructured.Unstructured{}
		if err := json.Unmarshal(data, &u.Object); err != nil {
			t.Fatal(err)
		}
		u.Object = integers(u.Object).(map[string]any)
		all = append(all, u)
	}
	return all
}

// integers makes whole numbers what unstructured has for them.
func integers(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, child := range v {
			v[key] = integers(child)
		}
	case []any:
		for i, child := range v {
			v[i] = integers(child)
		}
	case float64:
		if v == float64(int64(v)) {
			return int64(v)
		}
	}
	return value
}

// patched applies merge patches, each with the kind and name of its object.
func patched(t *testing.T, all []*unstructured.Unstructured, patches string) []*unstructured.Unstructured {
	t.Helper()
	for patch := range strings.SplitSeq(patches, "\n---\n") {
		if name, ok := strings.CutPrefix(strings.TrimSpace(patch), "delete: "); ok {
			var left []*unstructured.Unstructured
			for _, o := range all {
				if o.GetKind()+" "+o.GetName() != name {
					left = append(left, o)
				}
			}
			if len(left) == len(all) {
				t.Fatalf("there is no %s", name)
			}
			all = left
			continue
		}
		var by map[string]any
		if err := yaml.Unmarshal([]byte(patch), &by); err != nil {
			t.Fatalf("%v in:\n%s", err, patch)
		}
		for name, content := range by {
			found := false
			for _, o := range all {
				if o.GetKind()+" "+o.GetName() == name {
					found = true
					o.Object = merge(o.Object, integers(content)).(map[string]any)
				}
			}
			if !found {
				t.Fatalf("there is no %s", name)
			}
		}
	}
	return all
}

// merge applies a JSON merge patch, in which null removes.
func merge(value, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	merged := map[string]any{}
	if m, ok := value.(map[string]any); ok {
		for key, child := range m {
			merged[key] = child
		}
	}
	for key, child := range changes {
		if child == nil {
			delete(merged, key)
		} else {
			merged[key] = merge(merged[key], child)
		}
	}
	return merged
}

// show is a report as text.
func show(r impact.Report) string {
	var b strings.Builder
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s: %s %s/%s", c.Class, c.ID.Kind, c.ID.Namespace, c.ID.Name)
		if c.Was != nil {
			fmt.Fprintf(&b, " (was %s/%s)", c.Was.Namespace, c.Was.Name)
		}
		b.WriteByte('\n')
		for _, cause := range c.Causes {
			fmt.Fprintf(&b, "  %s: %s -> %s (%s)", cause.Field, cause.Old, cause.New, cause.Class)
			if cause.Reason != "" {
				fmt.Fprintf(&b, ": %s", cause.Reason)
			}
			b.WriteByte('\n')
		}
		for _, line := range []struct{ name, text string }{
			{"Jobs", c.Jobs}, {"State", c.State}, {"Users", c.Users}, {"Kept", strings.Join(c.Kept, "; ")}, {"Loss", c.Loss},
		} {
			if line.text != "" {
				fmt.Fprintf(&b, "  %s: %s\n", line.name, line.text)
			}
		}
	}
	fmt.Fprintf(&b, "same: %d, without effect: %d\n", r.Same, r.None)
	return b.String()
}
