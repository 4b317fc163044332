package check_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// key is an access key of AWS: AWS's own example.
const key = "AK" + "IAIOSFODNN7EXAMPLE"

// fill puts the key into every text of a value, and counts them. Environments of a document are filled once.
func fill(v reflect.Value, depth int) int {
	switch v.Kind() {
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*v1alpha1.PodTemplate]() {
			template := &v1alpha1.PodTemplate{}
			if err := template.UnmarshalJSON([]byte(`{"spec":{"volumes":[{"name":"a","csi":{"volumeAttributes":{"x":"` + key + `"}}}]}}`)); err != nil {
				panic(err)
			}
			v.Set(reflect.ValueOf(template))
			return 1
		}
		v.Set(reflect.New(v.Type().Elem()))
		return fill(v.Elem(), depth)
	case reflect.Struct:
		switch v.Addr().Interface().(type) {
		case *v1alpha1.EnvVar:
			v.Set(reflect.ValueOf(v1alpha1.EnvVar{Value: key}))
			return 1
		case *v1alpha1.TextFile:
			v.Set(reflect.ValueOf(v1alpha1.TextFile{Content: key}))
			return 1
		}
		n := 0
		for i := range v.NumField() {
			n += fill(v.Field(i), depth)
		}
		return n
	case reflect.Map:
		if depth > 0 && strings.HasSuffix(v.Type().Elem().Name(), "Spec") {
			return 0
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		n := fill(entry, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("x").Convert(v.Type().Key()), entry)
		return n
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		return fill(v.Index(0), depth)
	case reflect.String:
		v.SetString(key)
		return 1
	}
	return 0
}

func everyText[T any](t *testing.T) {
	t.Helper()
	var object T
	want := fill(reflect.ValueOf(&object).Elem().FieldByName("Metadata"), 0) + fill(reflect.ValueOf(&object).Elem().FieldByName("Spec"), 0)
	found := check.Credentials(resolve.Source[T]{Object: &object})
	if want < 3 || len(found) != want {
		t.Errorf("%T: %d of %d texts were found", object, len(found), want)
	}
	for _, f := range found {
		if f.Rule != diagnostic.RuleCredential || strings.Contains(f.Error(), key) || len(f.Path) == 0 {
			t.Errorf("%s", f)
		}
	}
}

func TestEveryTextOfASpecIsLookedAt(t *testing.T) {
	everyText[v1alpha1.FlinkSession](t)
	everyText[v1alpha1.StreamPark](t)
	everyText[v1alpha1.Environment](t)
	everyText[v1alpha1.Preset](t)
}
