package lint_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// schema is a part of a CRD.
type schema struct {
	Type                 string             `json:"type"`
	Properties           map[string]*schema `json:"properties"`
	AdditionalProperties *schema            `json:"additionalProperties"`
	Items                *schema            `json:"items"`
	Enum                 []string           `json:"enum"`
	IntOrString          bool               `json:"x-kubernetes-int-or-string"`
}

// crd reads the schema of a kind in a release. CRDs stand outside the repository: without them a test is skipped, except
// where CI=true promises them. It is nil for a kind that the release does not have.
func crd(t *testing.T, release, plural string) *schema {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", "crds")
	if _, err := os.Stat(folder); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's CRDs must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's CRDs are not there: %v", err)
	}
	content, err := os.ReadFile(filepath.Join(folder, "flink-operator-"+release, plural+".flink.apache.org-v1.yml"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var definition struct {
		Spec struct {
			Versions []struct {
				Schema struct {
					OpenAPIV3Schema *schema `json:"openAPIV3Schema"`
				} `json:"schema"`
			} `json:"versions"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal(content, &definition); err != nil {
		t.Fatal(err)
	}
	return definition.Spec.Versions[0].Schema.OpenAPIV3Schema
}

// each calls yield for every path of a schema, with a value that it takes there.
func (s *schema) each(path []string, yield func(path []string, value any)) {
	if s == nil {
		return
	}
	switch {
	case s.Properties != nil:
		yield(path, map[string]any{})
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			s.Properties[name].each(append(path[:len(path):len(path)], name), yield)
		}
	case s.Items != nil:
		yield(path, []any{})
		s.Items.each(append(path[:len(path):len(path)], "[]"), yield)
	case s.AdditionalProperties != nil:
		yield(path, map[string]any{})
		s.AdditionalProperties.each(append(path[:len(path):len(path)], "key"), yield)
	default:
		yield(path, s.example())
	}
}

func (s *schema) example() any {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.IntOrString, s.Type == "integer", s.Type == "number":
		return int64(1)
	case s.Type == "boolean":
		return true
	case s.Type == "string":
		return "a"
	}
	return map[string]any{}
}

// holding is an object that has a value at a path below spec.
func holding(kind string, path []string, value any) map[string]any {
	for _, name := range slices.Backward(path) {
		if name == "[]" {
			value = []any{value}
		} else {
			value = map[string]any{name: value}
		}
	}
	return map[string]any{
		"apiVersion": "flink.apache.org/v1beta1", "kind": kind, "metadata": map[string]any{"name": "a"}, "spec": value,
	}
}

// eachOfPod calls yield for every path of a type of Kubernetes, with a value that it takes there.
func eachOfPod(t reflect.Type, path []string, yield func(path []string, value any)) {
	below := func(name string) []string { return append(path[:len(path):len(path)], name) }
	switch t {
	case reflect.TypeFor[resource.Quantity](), reflect.TypeFor[intstr.IntOrString]():
		yield(path, int64(1))
		return
	case reflect.TypeFor[metav1.Time]():
		yield(path, "2026-01-01T00:00:00Z")
		return
	case reflect.TypeFor[metav1.FieldsV1]():
		yield(path, map[string]any{})
		return
	}
	switch t.Kind() {
	case reflect.Pointer:
		eachOfPod(t.Elem(), path, yield)
	case reflect.Slice:
		yield(path, []any{})
		eachOfPod(t.Elem(), below("[]"), yield)
	case reflect.Map:
		yield(path, map[string]any{})
		eachOfPod(t.Elem(), below("key"), yield)
	case reflect.Struct:
		yield(path, map[string]any{})
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if name == "" {
				eachOfPod(t.Field(i).Type, path, yield)
			} else {
				eachOfPod(t.Field(i).Type, below(name), yield)
			}
		}
	case reflect.String:
		yield(path, "a")
	case reflect.Bool:
		yield(path, true)
	default:
		yield(path, int64(1))
	}
}

// ofStructure are the rules of what an API server says.
var ofStructure = []diagnostic.Rule{diagnostic.RuleUnknownField, diagnostic.RuleWrongType, diagnostic.RuleUnsupportedVersion}

func TestFieldsAreThoseOfTheReleasesCRD(t *testing.T) {
	releases := []string{"1.6", "1.10", "1.12", "1.13", "1.15"}
	kinds := map[string]string{
		"flinkdeployments": "FlinkDeployment", "flinksessionjobs": "FlinkSessionJob",
		"flinkstatesnapshots": "FlinkStateSnapshot", "flinkbluegreendeployments": "FlinkBlueGreenDeployment",
	}
	all := map[string]map[string]any{} // the paths of any release, and of Kubernetes' own types, with a value, by kind
	known := map[string]map[string]bool{}
	for plural, kind := range kinds {
		all[kind] = map[string]any{}
		if kind == "FlinkDeployment" {
			eachOfPod(reflect.TypeFor[corev1.PodTemplateSpec](), []string{"podTemplate"}, func(path []string, value any) {
				all[kind][strings.Join(path, "\x00")] = value
			})
		}
		for _, release := range append(releases, "main") {
			id := release + " " + kind
			known[id] = map[string]bool{}
			if s := crd(t, release, plural); s != nil {
				s.Properties["spec"].each(nil, func(path []string, value any) {
					if i := slices.Index(path, "podTemplate"); i >= 0 && len(path) > i+1 && path[i+1] == "status" {
						return // which nobody reads
					}
					if len(path) > 1 && path[len(path)-2] == "flinkConfiguration" {
						return // which TestValuesOfOtherTypes is about
					}
					known[id][strings.Join(path, "\x00")] = true
					all[kind][strings.Join(path, "\x00")] = value
				})
			}
		}
	}
	checked := 0
	for _, release := range releases {
		r, err := operator.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range slices.Sorted(maps.Values(kinds)) {
			id := release + " " + kind
			if len(known[id]) == 0 {
				continue // which TestKindsOfAReleaseThatHasThemNot is about
			}
			for joined, value := range all[kind] {
				path := strings.Split(joined, "\x00")
				if joined == "" {
					path = nil
				}
				object := holding(kind, path, value)
				found := slices.DeleteFunc(lint.Check(lint.Target{Operator: r}, lint.Object{Content: object}), func(f diagnostic.Finding) bool {
					return !slices.Contains(ofStructure, f.Rule) || strings.HasSuffix(f.Path.String(), "spec.flinkVersion")
				})
				checked++
				if known[id][joined] && len(found) > 0 {
					t.Errorf("%s has the field, which is refused: %v", id, found)
				}
				if !known[id][joined] && len(found) == 0 {
					t.Errorf("%s does not have the field spec.%s, which passes", id, strings.Join(path, "."))
				}
			}
		}
	}
	if checked < 20_000 {
		t.Errorf("at least 20,000 fields must be compared, not %d", checked)
	}
	t.Logf("compared %d fields", checked)
}
