package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/render"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// crdDir holds the CRDs of some releases of the operator. It stands outside the repository: without it a test is
// skipped, except where CI=true promises it.
func crdDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", "crds")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's CRDs must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's CRDs are not there: %v", err)
	}
	return dir
}

// crd is how an API server checks a FlinkDeployment.
type crd struct {
	structural *schema.Structural
	validator  validation.SchemaValidator
}

var (
	crdsMutex sync.Mutex
	crds      = map[operator.Release]crd{}
)

// crdOf is the CRD of a release. For one whose CRD is not there it is that of the nearest release before it, which has
// no field that the later one lacks, with the versions of Flink of the release itself.
func crdOf(t *testing.T, release operator.Release) crd {
	t.Helper()
	dir := crdDir(t)
	crdsMutex.Lock()
	defer crdsMutex.Unlock()
	if known, ok := crds[release]; ok {
		return known
	}
	var file string
	var nearest operator.Release
	for _, r := range operator.Releases() {
		candidate := filepath.Join(dir, "flink-operator-"+r.String(), "flinkdeployments.flink.apache.org-v1.yml")
		if _, err := os.Stat(candidate); err == nil && r.Compare(release) <= 0 {
			file, nearest = candidate, r
		}
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var definition apiextensionsv1.CustomResourceDefinition
	if err := yaml.Unmarshal(content, &definition); err != nil {
		t.Fatal(err)
	}
	if nearest != release {
		spec := definition.Spec.Versions[0].Schema.OpenAPIV3Schema.Properties["spec"]
		version := spec.Properties["flinkVersion"]
		version.Enum = nil
		for _, enum := range release.FlinkVersionEnums() {
			version.Enum = append(version.Enum, apiextensionsv1.JSON{Raw: []byte(strconv.Quote(enum))})
		}
		spec.Properties["flinkVersion"] = version
	}
	var props apiextensions.JSONSchemaProps
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(
		definition.Spec.Versions[0].Schema.OpenAPIV3Schema, &props, nil); err != nil {
		t.Fatal(err)
	}
	structural, err := schema.NewStructural(&props)
	if err != nil {
		t.Fatal(err)
	}
	validator, _, err := validation.NewSchemaValidator(&props)
	if err != nil {
		t.Fatal(err)
	}
	crds[release] = crd{structural, validator}
	return crds[release]
}

// accepts says what an API server with the CRD would refuse in a FlinkDeployment or drop from it.
func (c crd) accepts(object map[string]any) error {
	if errs := validation.ValidateCustomResource(nil, object, c.validator); len(errs) > 0 {
		return errs.ToAggregate()
	}
	dropped := pruning.PruneWithOptions(runtime.DeepCopyJSON(object), c.structural, true,
		schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
	if len(dropped) > 0 {
		return fmt.Errorf("the CRD has no %s", strings.Join(dropped, ", "))
	}
	return nil
}

// flinkDeployment reads one from its file.
func flinkDeployment(t *testing.T, content []byte) map[string]any {
	t.Helper()
	text, err := yaml.YAMLToJSON(content)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := utiljson.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	if object["kind"] != "FlinkDeployment" {
		t.Fatalf("the kind must be FlinkDeployment, not %v", object["kind"])
	}
	return object
}

// What is reviewed must also be what the release of each environment takes, whole.
func TestReviewedFlinkDeploymentsFitTheirRelease(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, err := workspace.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, target := range targets(t, w) {
				release, err := operator.ParseRelease(target.Facts.OperatorVersion)
				if err != nil {
					t.Fatal(err)
				}
				if err := crdOf(t, release).accepts(desiredDeployment(t, target)); err != nil {
					t.Errorf("%s %s: operator %s: %v", target.Metadata.Name, target.EnvironmentName, release, err)
				}
			}
		})
	}
}

// desiredDeployment is what the kustomization of a target builds; that it does is tested by itself.
func desiredDeployment(t *testing.T, target *resolve.Session) map[string]any {
	t.Helper()
	files, errs := render.Session(target)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if deployment, ok := file.Object.(*v1beta1.FlinkDeployment); ok {
			converted, err := manifest.From(deployment)
			if err != nil {
				t.Fatal(err)
			}
			return flinkDeployment(t, converted.Encode(""))
		}
	}
	t.Fatalf("%s %s: there must be a FlinkDeployment", target.Metadata.Name, target.EnvironmentName)
	return nil
}

// targets are where the sessions of a workspace run.
func targets(t *testing.T, w *workspace.Workspace) []*resolve.Session {
	t.Helper()
	environments, presets := named(w)
	var all []*resolve.Session
	for _, session := range resolve.Of[v1alpha1.FlinkSession](w.Specs) {
		found, errs := resolve.Sessions(session, environments, presets)
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		all = append(all, found.All()...)
	}
	return slices.DeleteFunc(all, func(s *resolve.Session) bool { return !s.Complete })
}

// named are the environments and the presets of a workspace by their names.
func named(w *workspace.Workspace) (map[string]resolve.Source[v1alpha1.Environment], map[string]resolve.Source[v1alpha1.Preset]) {
	environments := map[string]resolve.Source[v1alpha1.Environment]{}
	for _, e := range w.Environments {
		environments[e.Object.Metadata.Name] = e
	}
	presets := map[string]resolve.Source[v1alpha1.Preset]{}
	for _, p := range slices.Concat(preset.Shipped(), w.Presets) {
		presets[p.Object.Metadata.Name] = p
	}
	return environments, presets
}

// A check that let everything pass would show nothing.
func TestCRDsRefuseWhatTheirReleaseLacks(t *testing.T) {
	for name, spec := range map[string]map[string]any{
		"unknown value":              {"flinkVersion": "v3_0"},
		"other type":                 {"jobManager": map[string]any{"resource": map[string]any{"cpu": "1"}}},
		"unknown field":              {"jobManager": map[string]any{"resources": map[string]any{}}},
		"field of a newer pod":       {"podTemplate": map[string]any{"spec": map[string]any{"resources": map[string]any{"limits": map[string]any{"cpu": int64(1)}}}}},
		"configuration without text": {"flinkConfiguration": map[string]any{"taskmanager.numberOfTaskSlots": int64(4)}},
	} {
		t.Run(name, func(t *testing.T) {
			object := map[string]any{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "metadata": map[string]any{"name": "a"}, "spec": spec}
			if err := crdOf(t, operator.Releases()[0]).accepts(object); err == nil {
				t.Error("the CRD must refuse it")
			}
		})
	}
}
