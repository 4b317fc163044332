// Package crd holds what flinkustomize emits and knows against the operator's CRDs, and the function's schema against
// OpenAPI, with the code by which an API server checks objects. flinkustomize itself does not need that code.
package crd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// root is that of the repository.
const root = "../.."

// definition reads the CRD of FlinkDeployment of a release, or of "main"; false where there is none. The CRDs stand
// outside the repository: without them a test is skipped, except where CI=true promises them.
func definition(t *testing.T, release string) (*apiextensionsv1.CustomResourceDefinition, bool) {
	t.Helper()
	dir := filepath.Join(root, "..", "shared", "crds")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's CRDs must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's CRDs are not there: %v", err)
	}
	content, err := os.ReadFile(filepath.Join(dir, "flink-operator-"+release, "flinkdeployments.flink.apache.org-v1.yml"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	crd := new(apiextensionsv1.CustomResourceDefinition)
	if err := yaml.Unmarshal(content, crd); err != nil {
		t.Fatal(err)
	}
	return crd, true
}

// schemaOf is the schema of FlinkDeployment of a release whose CRD must be there, or of "main".
func schemaOf(t *testing.T, release string) apiextensionsv1.JSONSchemaProps {
	t.Helper()
	crd, ok := definition(t, release)
	if !ok {
		t.Fatalf("there must be the CRD of operator %s", release)
	}
	return *crd.Spec.Versions[0].Schema.OpenAPIV3Schema
}

// server is how an API server checks an object.
type server struct {
	structural *schema.Structural
	validator  validation.SchemaValidator
}

func newServer(t *testing.T, v1 *apiextensionsv1.JSONSchemaProps) server {
	t.Helper()
	var props apiextensions.JSONSchemaProps
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(v1, &props, nil); err != nil {
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
	return server{structural, validator}
}

// accepts says what an API server would refuse in an object or drop from it.
func (s server) accepts(object map[string]any) error {
	if errs := validation.ValidateCustomResource(nil, object, s.validator); len(errs) > 0 {
		return errs.ToAggregate()
	}
	dropped := pruning.PruneWithOptions(runtime.DeepCopyJSON(object), s.structural, true,
		schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
	if len(dropped) > 0 {
		return fmt.Errorf("the CRD has no %s", strings.Join(dropped, ", "))
	}
	return nil
}

var (
	serversMutex sync.Mutex
	servers      = map[operator.Release]server{}
)

// serverOf has the CRD of a release. For one whose CRD is not there it is that of the nearest release before it, which
// has no field that the later one lacks, with the versions of Flink of the release itself.
func serverOf(t *testing.T, release operator.Release) server {
	t.Helper()
	serversMutex.Lock()
	defer serversMutex.Unlock()
	if known, ok := servers[release]; ok {
		return known
	}
	var nearest operator.Release
	var crd *apiextensionsv1.CustomResourceDefinition
	for _, r := range operator.Releases() {
		if r.Compare(release) > 0 {
			continue
		}
		if found, ok := definition(t, r.String()); ok {
			nearest, crd = r, found
		}
	}
	if crd == nil {
		t.Fatalf("there must be the CRD of operator %s or of one before it", release)
	}
	props := crd.Spec.Versions[0].Schema.OpenAPIV3Schema
	if nearest != release {
		spec := props.Properties["spec"]
		version := spec.Properties["flinkVersion"]
		version.Enum = nil
		for _, enum := range release.FlinkVersionEnums() {
			version.Enum = append(version.Enum, apiextensionsv1.JSON{Raw: []byte(strconv.Quote(enum))})
		}
		spec.Properties["flinkVersion"] = version
	}
	servers[release] = newServer(t, props)
	return servers[release]
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

func mustRelease(t *testing.T, text string) operator.Release {
	t.Helper()
	release, err := operator.ParseRelease(text)
	if err != nil {
		t.Fatal(err)
	}
	return release
}
