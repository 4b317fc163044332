package manifest_test

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/randfill"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// TestTypedObjectsAreConvertedAsKubernetesDoes fills objects at random, pointers, lists and maps left nil or empty among
// them, and compares with what the API machinery makes of them.
func TestTypedObjectsAreConvertedAsKubernetesDoes(t *testing.T) {
	fill := randfill.NewWithSeed(1).NilChance(0.3).NumElements(0, 3).MaxDepth(12).Funcs(
		func(s *string, c randfill.Continue) {
			if *s = ""; c.Bool() {
				*s = "s" + strconv.Itoa(c.Intn(1000))
			}
		},
		func(q *resource.Quantity, c randfill.Continue) {
			*q = *resource.NewQuantity(c.Int63n(1<<40), resource.BinarySI)
		},
		func(raw *metav1.FieldsV1, _ randfill.Continue) { raw.SetRawBytes([]byte(`{"f:metadata": {}}`)) },
	)
	compared := 0
	random := rand.New(rand.NewPCG(1, 2))
	for _, object := range []runtime.Object{&v1beta1.FlinkDeployment{}, &corev1.Pod{}, &corev1.Secret{}, &corev1.PersistentVolumeClaim{},
		&appsv1.Deployment{}, &networkingv1.Ingress{}, &monitoringv1.PodMonitor{}} {
		var converter manifest.Converter
		var before runtime.Object
		var became manifest.Object
		for range 100 {
			fill.Fill(object)
			if before != nil {
				keepSome(reflect.ValueOf(object).Elem(), reflect.ValueOf(before.DeepCopyObject()).Elem(), random)
			}
			object.(metav1.Object).SetName("name")
			object.GetObjectKind().SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("Kind"))
			library, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
			if err != nil {
				t.Fatal(err)
			}
			want, wantErr := manifest.From(&unstructured.Unstructured{Object: library})
			got, gotErr := manifest.From(object)
			if wantErr != nil && gotErr != nil {
				continue // a key that no file may hold
			}
			if wantErr != nil || gotErr != nil {
				t.Fatalf("%T: the API machinery's gives the error %v, ours %v", object, wantErr, gotErr)
			}
			if diff := cmp.Diff(want.Tree(), got.Tree()); diff != "" {
				t.Fatalf("%T (-API machinery +ours):\n%s", object, diff)
			}
			alike, err := converter.FromLike(object, became)
			if diff := cmp.Diff(want.Tree(), alike.Tree()); diff != "" || err != nil {
				t.Fatalf("%T like another one (-API machinery +ours): %v\n%s", object, err, diff)
			}
			before, became = object.DeepCopyObject(), alike
			compared++
		}
	}
	if compared < 100 {
		t.Errorf("only %d objects could be compared", compared)
	}
}

// keepSome gives an object fields of another one, at random and at all depths.
func keepSome(object, other reflect.Value, random *rand.Rand) {
	for i := range object.NumField() {
		field, kept := object.Field(i), other.Field(i)
		switch {
		case !field.CanSet():
		case random.IntN(2) == 0:
			field.Set(kept)
		case field.Kind() == reflect.Struct:
			keepSome(field, kept, random)
		case field.Kind() == reflect.Pointer && !field.IsNil() && !kept.IsNil() && field.Elem().Kind() == reflect.Struct:
			keepSome(field.Elem(), kept.Elem(), random)
		case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Struct:
			for i := range min(field.Len(), kept.Len()) {
				keepSome(field.Index(i), kept.Index(i), random)
			}
		}
	}
}

// TestAnObjectThatBecomesTheSameIsTheOtherOne converts objects that are the same, with noise to leave out, and that differ in a part.
func TestAnObjectThatBecomesTheSameIsTheOtherOne(t *testing.T) {
	port := intstr.FromString("rest")
	resources := corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("100m")}
	for _, object := range []runtime.Object{
		&corev1.Namespace{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"}, ObjectMeta: metav1.ObjectMeta{Name: "a"}},
		&monitoringv1.PodMonitor{TypeMeta: metav1.TypeMeta{APIVersion: "monitoring.coreos.com/v1", Kind: "PodMonitor"}, ObjectMeta: metav1.ObjectMeta{Name: "a"}},
		&corev1.Pod{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}, ObjectMeta: metav1.ObjectMeta{Name: "a"}, Spec: corev1.PodSpec{
			Containers: []corev1.Container{{
				Name: "main", Args: []string{"$HOME"}, Resources: corev1.ResourceRequirements{Limits: resources},
				LivenessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{TCPSocket: &corev1.TCPSocketAction{Port: port}}},
			}},
		}},
	} {
		first, err := manifest.From(object)
		if err != nil {
			t.Fatal(err)
		}
		again, err := new(manifest.Converter).FromLike(object.DeepCopyObject(), first)
		if err != nil || !again.Same(first) {
			t.Errorf("%T: is made again: %v", object, err)
		}
		renamed := object.DeepCopyObject()
		renamed.(metav1.Object).SetName("b")
		other, err := new(manifest.Converter).FromLike(renamed, first)
		if err != nil || other.Same(first) || other.ID().Name != "b" || first.ID().Name != "a" {
			t.Errorf("%T with another name is %s, %v", object, other.ID(), err)
		}
		if has, want := other.MayHoldDollar(), first.MayHoldDollar(); has != want || want != (first.ID().Kind == "Pod") {
			t.Errorf("%T: may hold a $: %t, and with another name %t", object, want, has)
		}
	}
}

func BenchmarkFromTyped(b *testing.B) {
	typed := &v1beta1.FlinkDeployment{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(session(), typed); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := manifest.From(typed); err != nil {
			b.Fatal(err)
		}
	}
}
