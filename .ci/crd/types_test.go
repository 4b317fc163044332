package crd

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// comparison collects how a schema and a Go type differ.
type comparison struct {
	unfit   []string // properties without a fitting field
	unknown []string // fields without a property
}

func (c *comparison) compare(path string, schema apiextensionsv1.JSONSchemaProps, typ reflect.Type) {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if strings.HasSuffix(path, ".podTemplate") {
		// The CRD holds a whole Pod there, frozen at some Kubernetes version; the Go type is Kubernetes' own.
		if typ != reflect.TypeFor[corev1.PodTemplateSpec]() {
			c.unfit = append(c.unfit, path+" "+typ.String())
		}
		return
	}
	if !fits(schema, typ) {
		c.unfit = append(c.unfit, path+" "+typ.String())
		return
	}
	switch {
	case schema.Items != nil:
		c.compare(path+"[]", *schema.Items.Schema, typ.Elem())
	case schema.AdditionalProperties != nil:
		c.compare(path+"{}", *schema.AdditionalProperties.Schema, typ.Elem())
	case schema.Type == "object":
		fields := jsonFields(typ)
		for name, property := range schema.Properties {
			field, ok := fields[name]
			if !ok {
				c.unfit = append(c.unfit, path+"."+name+" missing")
				continue
			}
			c.compare(path+"."+name, property, field)
		}
		for name := range fields {
			if _, ok := schema.Properties[name]; !ok {
				c.unknown = append(c.unknown, path+"."+name)
			}
		}
	}
}

// fits reports whether JSON of the Go type is what the schema asks for, children aside.
func fits(schema apiextensionsv1.JSONSchemaProps, typ reflect.Type) bool {
	switch {
	case schema.XIntOrString:
		return typ == reflect.TypeFor[resource.Quantity]()
	case schema.XPreserveUnknownFields != nil && *schema.XPreserveUnknownFields:
		return typ == reflect.TypeFor[map[string]string]()
	case schema.AdditionalProperties != nil:
		return typ.Kind() == reflect.Map && typ.Key().Kind() == reflect.String
	}
	switch schema.Type {
	case "object":
		return typ.Kind() == reflect.Struct
	case "array":
		return typ.Kind() == reflect.Slice
	case "string":
		return typ.Kind() == reflect.String || typ == reflect.TypeFor[metav1.Time]()
	case "integer":
		return typ.Kind() == reflect.Int32 || typ.Kind() == reflect.Int64
	case "number":
		return typ.Kind() == reflect.Float64
	case "boolean":
		return typ.Kind() == reflect.Bool
	}
	return false
}

func jsonFields(typ reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for _, field := range reflect.VisibleFields(typ) {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" && len(field.Index) == 1 {
			fields[name] = field.Type
		}
	}
	return fields
}

func TestNamesAreThoseOfTheCRD(t *testing.T) {
	for _, release := range []string{"1.15", "main"} {
		crd, ok := definition(t, release)
		if !ok {
			t.Fatalf("there must be the CRD of operator %s", release)
		}
		if got, want := crd.Spec.Group+"/"+crd.Spec.Versions[0].Name, v1beta1.GroupVersion.String(); got != want {
			t.Errorf("group and version of the CRD are %s, of the Go types %s", got, want)
		}
		if got := crd.Spec.Names.Kind; got != v1beta1.KindFlinkDeployment {
			t.Errorf("kind of the CRD is %s, of the Go type %s", got, v1beta1.KindFlinkDeployment)
		}
	}
}

func TestTypesCoverTheCRD(t *testing.T) {
	tests := []struct {
		release string
		unknown []string // fields that this release does not have yet
	}{
		{release: "1.15", unknown: []string{".spec.jobManager.resources", ".spec.taskManager.resources"}},
		{release: "main"},
	}
	for _, test := range tests {
		t.Run(test.release, func(t *testing.T) {
			var c comparison
			schema := schemaOf(t, test.release)
			// The CRD leaves metadata to the API server.
			schema.Properties["metadata"] = apiextensionsv1.JSONSchemaProps{Type: "object"}
			fields := jsonFields(reflect.TypeFor[v1beta1.FlinkDeployment]())
			for name, property := range schema.Properties {
				field, ok := fields[name]
				if !ok {
					t.Fatalf("FlinkDeployment has no field %s", name)
				}
				if name != "metadata" {
					c.compare("."+name, property, field)
				}
			}
			for name := range fields {
				if _, ok := schema.Properties[name]; !ok {
					c.unknown = append(c.unknown, "."+name)
				}
			}
			slices.Sort(c.unfit)
			slices.Sort(c.unknown)
			if len(c.unfit) > 0 {
				t.Errorf("properties without a fitting field:\n%s", strings.Join(c.unfit, "\n"))
			}
			if diff := cmp.Diff(test.unknown, c.unknown); diff != "" {
				t.Errorf("fields that are not in the CRD (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEnumConstantsAreThoseOfTheCRD(t *testing.T) {
	tests := []struct {
		path []string
		want []string
	}{
		{[]string{"spec", "mode"}, texts(v1beta1.ModeNative, v1beta1.ModeStandalone)},
		{[]string{"spec", "job", "state"}, texts(v1beta1.JobStateRunning, v1beta1.JobStateSuspended)},
		{
			[]string{"spec", "job", "upgradeMode"},
			texts(v1beta1.UpgradeModeStateless, v1beta1.UpgradeModeSavepoint, v1beta1.UpgradeModeLastState),
		},
		{
			[]string{"status", "lifecycleState"},
			texts(v1beta1.LifecycleStateCreated, v1beta1.LifecycleStateSuspended, v1beta1.LifecycleStateUpgrading,
				v1beta1.LifecycleStateDeployed, v1beta1.LifecycleStateStable, v1beta1.LifecycleStateRollingBack,
				v1beta1.LifecycleStateRolledBack, v1beta1.LifecycleStateFailed, v1beta1.LifecycleStateDeleting,
				v1beta1.LifecycleStateDeleted),
		},
		{
			[]string{"status", "jobManagerDeploymentStatus"},
			texts(v1beta1.JobManagerDeploymentReady, v1beta1.JobManagerDeploymentDeployedNotReady,
				v1beta1.JobManagerDeploymentDeploying, v1beta1.JobManagerDeploymentMissing, v1beta1.JobManagerDeploymentError),
		},
		{
			[]string{"status", "reconciliationStatus", "state"},
			texts(v1beta1.ReconciliationStateDeployed, v1beta1.ReconciliationStateUpgrading,
				v1beta1.ReconciliationStateRollingBack, v1beta1.ReconciliationStateRolledBack),
		},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.path, "."), func(t *testing.T) {
			schema := schemaOf(t, "main")
			for _, name := range test.path {
				schema = schema.Properties[name]
			}
			var got []string
			for _, value := range schema.Enum {
				got = append(got, strings.Trim(string(value.Raw), `"`))
			}
			slices.Sort(got)
			slices.Sort(test.want)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("enum in the CRD (-constants +CRD):\n%s", diff)
			}
		})
	}
}

func texts[T ~string](values ...T) []string {
	var out []string
	for _, value := range values {
		out = append(out, string(value))
	}
	return out
}
