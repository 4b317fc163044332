package crd

import (
	"encoding/json"
	"strings"
	"testing"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

const session = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec:
  flinkVersion: 1.20.3
  jobManager: {memory: 2Gi}
  taskManager: {memory: 8Gi}
  environment: {namespace: streaming, operatorVersion: "1.15"}
`

// functionSchema is that of a FlinkSession as the function's configuration. It must have OpenAPI's fields only.
func functionSchema(t *testing.T) *apiextensionsv1.JSONSchemaProps {
	t.Helper()
	text, err := krm.Definition("FlinkSession")
	if err != nil {
		t.Fatal(err)
	}
	var definition struct {
		Spec struct {
			Versions []struct {
				Schema struct {
					OpenAPIV3Schema json.RawMessage `json:"openAPIV3Schema"`
				} `json:"schema"`
			} `json:"versions"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal(text, &definition); err != nil {
		t.Fatal(err)
	}
	props := new(apiextensionsv1.JSONSchemaProps)
	if err := yaml.UnmarshalStrict(definition.Spec.Versions[0].Schema.OpenAPIV3Schema, props); err != nil {
		t.Fatal(err)
	}
	return props
}

func TestTheDefinitionsSchemaTellsRightFromWrong(t *testing.T) {
	validator := newServer(t, functionSchema(t)).validator
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
