package krm_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

// TestAFunctionIsToldTheNamespacesOfAnOperator: it sees no spec that runs in the cluster, and the chart would watch every namespace.
func TestAFunctionIsToldTheNamespacesOfAnOperator(t *testing.T) {
	const operator = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkOperator\nmetadata: {name: europe}\nspec:\n  operatorVersion: 1.15.0\n  flux: {}\n"
	_, results, err := krm.Run([]byte(resourceList("", operator)))
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 1 || !strings.Contains(results.Error(), "spec.watchNamespaces: must be set") {
		t.Errorf("there must be an error about the namespaces, not %+v", results)
	}
	output, results := run(t, resourceList("", operator+"  watchNamespaces: [streaming]\n"))
	if items := read(t, output).Items; len(results) != 0 || len(items) != 3 {
		t.Errorf("there must be a Namespace, a HelmRepository and a HelmRelease, not %+v, %+v", items, results)
	}
}
