package crd

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// For every field that Kubernetes' types have and the CRD of a release has not, MissingPodFields must say so; and of no
// other field may it.
func TestMissingPodFieldsAreThoseThatTheCRDsLack(t *testing.T) {
	compared := 0
	for _, release := range operator.Releases() {
		crd, ok := definition(t, release.String())
		if !ok {
			continue
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
