package krm_test

import "testing"

// A function sees no session, so that a job is made whatever session it names; what it says itself is checked.
func TestASessionJobIsAFunctionConfigToo(t *testing.T) {
	const job = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSessionJob\nmetadata: {name: orders}\nspec:\n  session: analytics\n" +
		"  job: {jarURI: \"https://repo.example.com/orders.jar\", parallelism: 2}\n  environment: {namespace: streaming, operatorVersion: \"1.15\"}\n"
	output, results := run(t, resourceList("", job))
	if len(results) > 0 {
		t.Errorf("there must be no results: %v", results)
	}
	items := read(t, output).Items
	if len(items) != 1 || items[0].Kind != "FlinkSessionJob" || items[0].Metadata.Namespace != "streaming" ||
		items[0].Metadata.Annotations["internal.config.kubernetes.io/path"] != "jobs/orders/streaming/flinksessionjob.yaml" {
		t.Errorf("there must be a FlinkSessionJob, not %+v", items)
	}
}
