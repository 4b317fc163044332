package operator_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestMissingPodFieldsNamesTheReleaseThatHasThem(t *testing.T) {
	template := map[string]any{"spec": map[string]any{
		"hostnameOverride": "flink",
		"securityContext":  map[string]any{"appArmorProfile": map[string]any{"type": "RuntimeDefault"}, "runAsUser": int64(1)},
		"initContainers":   []any{map[string]any{"name": "a"}, map[string]any{"name": "b", "restartPolicy": "Always"}},
		"containers":       []any{map[string]any{"name": "c", "resizePolicy": nil, "lifecycle": map[string]any{"preStop": map[string]any{"sleep": map[string]any{"seconds": int64(5)}}}}},
	}}
	for release, want := range map[string][]string{
		"1.6":  {"spec.containers[0].lifecycle.preStop.sleep 1.9", "spec.hostnameOverride none", "spec.initContainers[1].restartPolicy 1.9", "spec.securityContext.appArmorProfile 1.10"},
		"1.9":  {"spec.hostnameOverride none", "spec.securityContext.appArmorProfile 1.10"},
		"1.15": {"spec.hostnameOverride none"},
	} {
		r, err := operator.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, missing := range r.MissingPodFields(template) {
			got = append(got, missing.Path.String()+" "+missing.Since.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("release %s (-want +got):\n%s", release, diff)
		}
	}
}

// For every field that Kubernetes' types have and the CRD of a release has not, MissingPodFields must say so; and of no
// other field may it.
func TestMissingPodFieldsAreThoseThatTheCRDsLack(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "crds")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's CRDs must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's CRDs are not there: %v", err)
	}
	compared := 0
	for _, release := range operator.Releases() {
		content, err := os.ReadFile(filepath.Join(dir, "flink-operator-"+release.String(), "flinkdeployments.flink.apache.org-v1.yml"))
		if os.IsNotExist(err) {
			continue
		}
		var crd apiextensionsv1.CustomResourceDefinition
		if err := yaml.Unmarshal(content, &crd); err != nil {
			t.Fatal(err)
		}
		compared++
		w := podWalk{release: release}
		w.walk("", crd.Spec.Versions[0].Schema.OpenAPIV3Schema.Properties["spec"].Properties["podTemplate"],
			reflect.TypeFor[corev1.PodTemplateSpec](), func(value any) map[string]any { return value.(map[string]any) })
		for _, wrong := range w.wrong {
			t.Errorf("release %s: %s", release, wrong)
		}
	}
	if compared < 5 {
		t.Errorf("there must be the CRDs of at least 5 releases, not %d", compared)
	}
}

// podWalk walks a Go type and a schema side by side.
type podWalk struct {
	release operator.Release
	wrong   []string
}

var leaves = []reflect.Type{
	reflect.TypeFor[resource.Quantity](), reflect.TypeFor[intstr.IntOrString](), reflect.TypeFor[metav1.Time](), reflect.TypeFor[metav1.FieldsV1](),
}

// walk compares what stands at a path; within puts a value there, into a whole template.
func (w *podWalk) walk(path string, schema apiextensionsv1.JSONSchemaProps, typ reflect.Type, within func(any) map[string]any) {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch {
	case slices.Contains(leaves, typ):
	case typ.Kind() == reflect.Slice && schema.Items != nil:
		w.walk(path+"[]", *schema.Items.Schema, typ.Elem(), func(value any) map[string]any { return within([]any{value}) })
	case typ.Kind() == reflect.Struct:
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if name == "" { // embedded
				w.walk(path, schema, typ.Field(i).Type, within)
				continue
			}
			property, has := schema.Properties[name]
			at := func(value any) map[string]any { return within(map[string]any{name: value}) }
			if missing := len(w.release.MissingPodFields(at("value"))) > 0; missing == has {
				w.wrong = append(w.wrong, path+"."+name)
			} else if has {
				w.walk(path+"."+name, property, typ.Field(i).Type, at)
			}
		}
	}
}
