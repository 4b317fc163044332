package generate_test

import (
	"strings"
	"testing"
)

func sessionJob(cluster, job string) string {
	return "apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata: {name: totals}\nspec:\n  deploymentName: " + cluster +
		"\n  job: {jarURI: \"https://repository.example.com/totals.jar\", parallelism: 1" + job + "}\n"
}

// TestAJobAmongResourcesIsHeldAgainstItsCluster protects from a FlinkSessionJob of the user's own that waits forever for a misspelt
// cluster, or that the operator refuses for what its cluster has not.
func TestAJobAmongResourcesIsHeldAgainstItsCluster(t *testing.T) {
	const own = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: handmade}\nspec:\n  image: \"flink:1.20.3\"\n" +
		"  flinkVersion: v1_20\n  flinkConfiguration: {execution.checkpointing.dir: \"s3://flink/checkpoints\", high-availability.type: kubernetes}\n"
	session := sessionWith("analytics", "streaming", "job.yaml", "own.yaml") + resourceEnvironment
	other := "---\n" + sessionWith("fraud", "streaming")
	waiving := func(rule, spec string) string {
		return strings.Replace(spec, "name: analytics}", "name: analytics, annotations: {lint.flinkustomize.dev/waive: "+rule+" it is so on purpose}}", 1)
	}
	const at = "spec.resources[0]: FlinkSessionJob totals: "
	for name, test := range map[string]struct{ spec, cluster, job, err string }{
		"its own session":           {spec: session, cluster: "analytics"},
		"another session":           {spec: session + other, cluster: "fraud"},
		"a cluster of yours":        {spec: session, cluster: "handmade"},
		"a misspelt one":            {spec: session, cluster: "analytcs", err: at + `spec.deploymentName: must be a session cluster of the environment, such as analytics, not "analytcs": did you mean "analytics"?`},
		"another namespace's":       {spec: session + strings.Replace(other, "streaming", "elsewhere", 1), cluster: "fraud", err: at + `spec.deploymentName: must be a session cluster in namespace "streaming", where the job is: "fraud" runs in namespace "elsewhere"`},
		"one that stands elsewhere": {spec: waiving("missing-session", session), cluster: "elsewhere"},
		"a state without a place":   {spec: session, cluster: "analytics", job: ", upgradeMode: last-state", err: at + "spec.job.upgradeMode: must not be last-state without a directory for checkpoints: set execution.checkpointing.dir"},
		"a state with a place":      {spec: session, cluster: "handmade", job: ", upgradeMode: last-state"},
		"a jar in an image":         {spec: session, cluster: "analytics", job: ", jarURI: local:///a.jar", err: at + "spec.job.jarURI: must be an address that starts with https://"},
		"a jar that is allowed":     {spec: waiving("jar-uri", session), cluster: "analytics", job: ", jarURI: s3://jobs/a.jar"},
	} {
		t.Run(name, func(t *testing.T) {
			job := sessionJob(test.cluster, test.job)
			if strings.Contains(test.job, "jarURI") {
				job = strings.Replace(job, `jarURI: "https://repository.example.com/totals.jar", `, "", 1)
			}
			result, err := fromDisk(t, test.spec, map[string]string{"job.yaml": job, "own.yaml": own})
			switch {
			case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
				t.Errorf("got %v, want %q", err, test.err)
			case test.err == "" && err != nil:
				t.Error(err)
			case test.err == "" && len(result.Findings) > 0:
				t.Errorf("there must be no warning: %v", result.Findings)
			}
		})
	}
}

// What is wrong in every environment is said once.
func TestAJobAmongResourcesIsSaidOnce(t *testing.T) {
	spec := strings.Replace(sessionWith("analytics", "streaming", "job.yaml")+resourceEnvironment, "environments: {prod: {}}", "environments: {dev: {}, prod: {}}", 1) +
		strings.Replace(resourceEnvironment, "prod", "dev", 1)
	_, err := fromDisk(t, spec, map[string]string{"job.yaml": sessionJob("analytcs", "")})
	if err == nil || strings.Count(err.Error(), "totals") != 1 || strings.Contains(err.Error(), "environment prod:") {
		t.Errorf("got %v", err)
	}
}
