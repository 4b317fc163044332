package krm_test

import (
	"testing"

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
