package generate_test

import (
	"strings"
	"testing"
)

func sessionJob(cluster string) string {
	return "apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata: {name: totals}\nspec:\n  deploymentName: " + cluster +
		"\n  job: {jarURI: \"https://repository.example.com/totals.jar\", parallelism: 1, upgradeMode: stateless}\n"
}

// TestAJobNamesAClusterOfItsEnvironment protects from a FlinkSessionJob that waits forever for a misspelt cluster.
func TestAJobNamesAClusterOfItsEnvironment(t *testing.T) {
	const own = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: handmade}\nspec: {image: \"flink:1.20.3\", flinkVersion: v1_20}\n"
	session := sessionWith("analytics", "streaming", "job.yaml", "own.yaml") + resourceEnvironment
	other := "---\n" + sessionWith("fraud", "streaming")
	for name, test := range map[string]struct{ spec, cluster, warning string }{
		"its own session":       {spec: session, cluster: "analytics"},
		"another session":       {spec: session + other, cluster: "fraud"},
		"a cluster of yours":    {spec: session, cluster: "handmade"},
		"a misspelt one":        {spec: session, cluster: "analytcs", warning: `spec.resources[0]: FlinkSessionJob totals names the cluster "analytcs", which nothing here makes in namespace "streaming": did you mean "analytics"?`},
		"another namespace's":   {spec: session + strings.Replace(other, "streaming", "elsewhere", 1), cluster: "fraud", warning: `names the cluster "fraud", which nothing here makes in namespace "streaming"`},
		"waived, with a reason": {spec: strings.Replace(session, "name: analytics}", "name: analytics, annotations: {lint.flinkustomize.dev/waive: missing-cluster it stands in another repository}}", 1), cluster: "elsewhere"},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := fromDisk(t, test.spec, map[string]string{"job.yaml": sessionJob(test.cluster), "own.yaml": own})
			if err != nil {
				t.Fatal(err)
			}
			if got := result.Findings.Error(); test.warning == "" && got != "" || !strings.Contains(got, test.warning) {
				t.Errorf("got %q, want %q", got, test.warning)
			}
		})
	}
}
