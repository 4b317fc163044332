package operator

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// clusterOf is a FlinkDeployment with a spec.
func clusterOf(spec map[string]any) (manifest.Object, error) {
	return manifest.FromTree(map[string]any{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
		"metadata": map[string]any{"name": "analytics", "namespace": "streaming"}, "spec": spec})
}

// leaves are the paths of all values of a tree that hold no others, and these.
func leaves(path []any, value any, visit func(path []any, value any)) {
	at := func(step any) []any { return append(path[:len(path):len(path)], step) }
	switch v := value.(type) {
	case map[string]any:
		if len(v) == 0 {
			visit(path, v)
		}
		for key, child := range v {
			leaves(at(key), child, visit)
		}
	case []any:
		if len(v) == 0 {
			visit(path, v)
		}
		for i, child := range v {
			leaves(at(i), child, visit)
		}
	default:
		visit(path, value)
	}
}

// count is how many leaves an import reads, and what becomes of them.
type count struct{ in, out, noted int }

// countLeaves imports a FlinkDeployment, renders its spec, and counts: what is neither rendered nor noted is lost.
func countLeaves(t testing.TB, release string, object manifest.Object) count {
	t.Helper()
	drafts, rest, notes := Drafts(draft.Input{OperatorVersion: release, Objects: []manifest.Object{object}})
	if len(rest) > 0 || len(drafts)+len(notes) == 0 {
		t.Fatalf("%v must be a draft or a note", object.ID())
	}
	var c count
	var rendered manifest.Object
	if len(drafts) == 1 {
		notes = append(notes, drafts[0].Notes...)
		parsed, err := operator.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		a := newApp(draft.Input{}, object, parsed)
		a.Draft, a.root = drafts[0], []any{"spec"}
		r, err := a.render(drafts[0].Spec)
		if err != nil {
			t.Fatalf("a draft must be rendered: %v", err)
		}
		rendered = r.object
	}
	leaves(nil, draft.Effective(object, "").Tree(), func(path []any, value any) {
		c.in++
		if got, ok := rendered.At(path); ok && sameLeaf(value, got) {
			c.out++
			return
		}
		field := pathText(path)
		for _, n := range notes {
			if n.Field == "" || field == n.Field || strings.HasPrefix(field, n.Field+".") || strings.HasPrefix(field, n.Field+"[") {
				c.noted++
				return
			}
		}
		text, _ := json.Marshal(object.Tree())
		t.Errorf("%s is lost without a note: %v\n%s\n%v", field, value, text, notes)
	})
	return c
}

func sameLeaf(a, b any) bool {
	if manifest.Equal(a, b) {
		return true
	}
	if _, isMapping := b.(map[string]any); isMapping && isEmpty(a) {
		return true // Kubernetes' types have required fields in it, which are empty
	}
	x, errX := quantity.Parse(fmt.Sprint(a))
	y, errY := quantity.Parse(fmt.Sprint(b))
	return errX == nil && errY == nil && x.Cmp(y) == 0
}

// shapes are the FlinkDeployments of package importer's test.
func shapes(t testing.TB) map[string]map[string]any {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("..", "..", "..", "importer", "testdata", "shapes.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]any{}
	for _, file := range archive.Files {
		spec := map[string]any{}
		for _, text := range [][]byte{archive.Files[0].Data, file.Data} {
			var tree map[string]any
			if err := yaml.Unmarshal(text, &tree); err != nil {
				t.Fatal(err)
			}
			maps.Copy(spec, tree)
		}
		all[file.Name] = spec
	}
	return all
}

func TestNoLeafOfAShapeIsLost(t *testing.T) {
	var total count
	for name, spec := range shapes(t) {
		t.Run(name, func(t *testing.T) {
			object, err := clusterOf(spec)
			if err != nil {
				t.Fatal(err)
			}
			c := countLeaves(t, "1.15", object)
			total = count{total.in + c.in, total.out + c.out, total.noted + c.noted}
		})
	}
	t.Logf("%d leaves: %d rendered, %d noted", total.in, total.out, total.noted)
}

// schema is a part of a CRD.
type schema struct {
	Type                 string             `json:"type"`
	Properties           map[string]*schema `json:"properties"`
	AdditionalProperties *schema            `json:"additionalProperties"`
	Items                *schema            `json:"items"`
	Enum                 []string           `json:"enum"`
	IntOrString          bool               `json:"x-kubernetes-int-or-string"`
}

// full is a value that has all fields of a schema.
func (s *schema) full(name string) any {
	switch {
	case s == nil:
		return nil
	case s.Properties != nil:
		all := map[string]any{}
		for name, below := range s.Properties {
			all[name] = below.full(name)
		}
		return all
	case s.Items != nil:
		return []any{s.Items.full(name)}
	case s.AdditionalProperties != nil:
		return map[string]any{"key": s.AdditionalProperties.full(name)}
	case len(s.Enum) > 0:
		return s.Enum[len(s.Enum)-1]
	case s.IntOrString, s.Type == "integer", s.Type == "number":
		return int64(1)
	case s.Type == "boolean":
		return true
	case strings.HasSuffix(name, "Time") || strings.HasSuffix(name, "Timestamp") || name == "time":
		return "2026-01-01T00:00:00Z"
	}
	return "a"
}

// TestEachFieldOfTheCRD imports, for each field of the spec and of its templates, a FlinkDeployment with all that the field can hold.
func TestEachFieldOfTheCRD(t *testing.T) {
	file := filepath.Join("..", "..", "..", "..", "..", "shared", "crds", "flink-operator-1.15", "flinkdeployments.flink.apache.org-v1.yml")
	content, err := os.ReadFile(file)
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("the operator's CRDs must be there when CI=true: %v", err)
	}
	if err != nil {
		t.Skipf("skipped: the operator's CRDs are not there: %v", err)
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
	spec := definition.Spec.Versions[0].Schema.OpenAPIV3Schema.Properties["spec"]
	var total count
	objects := 0
	try := func(path []any, value any) {
		base := map[string]any{"image": "flink:1.20.3", "flinkVersion": "v1_20", "serviceAccount": "flink",
			"jobManager": map[string]any{"resource": map[string]any{"memory": "2g"}}, "taskManager": map[string]any{"resource": map[string]any{"memory": "2g"}}}
		object, err := clusterOf(changed(base, value, path...))
		if err != nil {
			t.Fatal(err)
		}
		objects++
		c := countLeaves(t, "1.15", object)
		total = count{total.in + c.in, total.out + c.out, total.noted + c.noted}
	}
	for name, field := range spec.Properties {
		if name == "podTemplate" || field.Properties["podTemplate"] != nil {
			continue
		}
		try([]any{name}, field.full(name))
	}
	for name, below := range map[string]*schema{"jobManager": spec.Properties["jobManager"], "taskManager": spec.Properties["taskManager"]} {
		for field, s := range below.Properties {
			if field != "podTemplate" {
				try([]any{name, field}, s.full(field))
			}
		}
	}
	template := spec.Properties["podTemplate"]
	for part, s := range template.Properties {
		if s.Properties == nil {
			try([]any{"podTemplate", part}, s.full(part))
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			try([]any{"podTemplate", part, name}, s.Properties[name].full(name))
		}
	}
	t.Logf("%d FlinkDeployments, %d leaves: %d rendered, %d noted", objects, total.in, total.out, total.noted)
}

// maker makes values of Go types of bytes, so that a fuzzer makes FlinkDeployments.
type maker struct{ data []byte }

func (m *maker) next(n int) int {
	if len(m.data) == 0 {
		return 0
	}
	b := m.data[0]
	m.data = m.data[1:]
	return int(b) % n
}

// texts that mean something somewhere.
var someTexts = []string{"", "a", "flink-main-container", "flink:1.20.3", "v1_20", "v1_16", "v2_2", "native", "standalone", "2G", "2048m", "1Gi", "0", "true",
	"rocksdb", "kubernetes", "s3://flink/x", "local:///a.jar", "savepoint", "last-state", "suspended", "60s", "5", "Always", "a.example.com/{{name}}", "#x", "{}", "- a", "ä: b", "\n"}

var someKeys = []string{"a", "state.backend", "state.backend.type", "taskmanager.numberOfTaskSlots", "high-availability.type", "high-availability.storageDir",
	"kubernetes.cluster-id", "jobmanager.memory.process.size", "execution.checkpointing.interval", "env.java.opts.all", "log4j-console.properties", "restart-strategy.type",
	"kubernetes.operator.job.restart.failed", "rest.port", "metrics.reporter.prom.port"}

func (m *maker) value(t reflect.Type, depth int) any {
	switch t {
	case reflect.TypeFor[resource.Quantity](), reflect.TypeFor[intstr.IntOrString]():
		return []any{int64(1), "1Gi", "500m"}[m.next(3)]
	case reflect.TypeFor[metav1.Time](), reflect.TypeFor[metav1.FieldsV1]():
		return nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		return m.value(t.Elem(), depth)
	case reflect.String:
		return someTexts[m.next(len(someTexts))]
	case reflect.Bool:
		return m.next(2) == 1
	case reflect.Float64:
		return []any{int64(1), 0.5, 0.3333}[m.next(3)]
	case reflect.Slice:
		list := make([]any, 0, 2)
		for range m.next(3) {
			if element := m.value(t.Elem(), depth+1); element != nil {
				list = append(list, element)
			}
		}
		return list
	case reflect.Map:
		mapping := map[string]any{}
		for range m.next(4) {
			if value := m.value(t.Elem(), depth+1); value != nil {
				mapping[someKeys[m.next(len(someKeys))]] = value
			}
		}
		return mapping
	case reflect.Struct:
		mapping := map[string]any{}
		if depth > 9 {
			return mapping
		}
		for i := range t.NumField() {
			field := t.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name == "" && field.Anonymous {
				if below, ok := m.value(field.Type, depth).(map[string]any); ok {
					maps.Copy(mapping, below)
				}
				continue
			}
			often := 8
			if depth == 0 || name == "spec" || name == "containers" || name == "name" {
				often = 2
			}
			if m.next(often) == 1 {
				if value := m.value(field.Type, depth+1); value != nil {
					mapping[name] = value
				}
			}
		}
		return mapping
	}
	return int64(m.next(5))
}

// FuzzDrafts: whatever FlinkDeployment there is, its import does not panic, and no leaf of it is lost.
func FuzzDrafts(f *testing.F) {
	for i := range 8 {
		seed := make([]byte, 400)
		for j := range seed {
			seed[j] = byte((i + 3) * (j + 1) * (j + 7) / 5)
		}
		f.Add(seed, uint8(i))
	}
	releases := operator.Releases()
	f.Fuzz(func(t *testing.T, data []byte, release uint8) {
		m := &maker{data}
		spec, _ := m.value(reflect.TypeFor[v1beta1.FlinkDeploymentSpec](), 0).(map[string]any)
		object, err := clusterOf(spec)
		if err != nil {
			return
		}
		countLeaves(t, releases[int(release)%len(releases)].String(), object)
	})
}
