package krm_test

import (
	"encoding/json"
	"strings"
	"testing"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"sigs.k8s.io/kustomize/kyaml/fn/framework"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

func definition(t *testing.T) framework.KRMFunctionDefinition {
	t.Helper()
	text, err := krm.Definition("FlinkSession")
	if err != nil {
		t.Fatal(err)
	}
	var definition framework.KRMFunctionDefinition
	if err := yaml.UnmarshalStrict(text, &definition); err != nil {
		t.Fatal(err)
	}
	return definition
}

func TestTheDefinitionIsOneThatKustomizeReads(t *testing.T) {
	d := definition(t)
	if d.APIVersion != framework.FunctionDefinitionGroupVersion || d.Kind != framework.FunctionDefinitionKind {
		t.Errorf("it must be a %s of %s, not a %s of %s", framework.FunctionDefinitionKind, framework.FunctionDefinitionGroupVersion, d.Kind, d.APIVersion)
	}
	if d.Spec.Group+"/"+d.Spec.Versions[0].Name+" "+d.Spec.Names.Kind != "flinkustomize.dev/v1alpha1 FlinkSession" || !d.Spec.Versions[0].Idempotent {
		t.Errorf("it must define FlinkSession: %+v", d.Spec)
	}
}

// validator is that of an API server, which knows OpenAPI and not all of JSON Schema.
func validator(t *testing.T) validation.SchemaValidator {
	t.Helper()
	text, err := json.Marshal(definition(t).Spec.Versions[0].Schema.OpenAPIV3Schema)
	if err != nil {
		t.Fatal(err)
	}
	var v1 apiextensionsv1.JSONSchemaProps
	if err := yaml.UnmarshalStrict(text, &v1); err != nil {
		t.Fatal(err)
	}
	var props apiextensions.JSONSchemaProps
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&v1, &props, nil); err != nil {
		t.Fatal(err)
	}
	validator, _, err := validation.NewSchemaValidator(&props)
	if err != nil {
		t.Fatal(err)
	}
	return validator
}

func TestTheDefinitionsSchemaTellsRightFromWrong(t *testing.T) {
	validator := validator(t)
	for _, test := range []struct{ config, want string }{
		{session, ""},
		{session + "  flinkConfiguration: {a: b, c: null, d: 1}\n", ""},
		{session + "  podTemplate: {spec: {containers: []}}\n", ""},
		{strings.Replace(session, `"1.15"`, "1.15", 1), ""},
		{session + "  taskManger: {}\n", "spec.taskManger"},
		{session + "  environments: {prod: {}}\n", "spec.environments"},
		{session + "  resources: [a.yaml]\n", "spec.resources"},
		{session + "  storage: {type: S4}\n", "spec.storage.type"},
		{session + "  restartNonce: x\n", "spec.restartNonce"},
		{strings.Replace(session, "FlinkSession", "Deployment", 1), "kind"},
		{strings.Replace(session, "metadata: {name: analytics}\n", "", 1), "metadata"},
	} {
		var config map[string]any
		if err := yaml.Unmarshal([]byte(test.config), &config); err != nil {
			t.Fatal(err)
		}
		err := validation.ValidateCustomResource(nil, config, validator).ToAggregate()
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%v in\n%s", err, test.config)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("the error must be about %s, not %v", test.want, err)
		}
	}
}
