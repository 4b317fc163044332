package golden

import "testing"

// onTopOfJobs builds a kustomization of the user's own over some folders of the session jobs' tree.
func onTopOfJobs(t *testing.T, kustomization string, folders ...string) []map[string]any {
	t.Helper()
	resources := "resources:\n"
	for _, folder := range folders {
		resources += "- deploy/" + folder + "\n"
	}
	return onTopOf(t, "session-job-environments/tree", resources+kustomization)
}

const blue = "namePrefix: blue-\nnameSuffix: \"-2\"\n"

// TestAJobFollowsItsSessionUnderAPrefix protects the name by which the operator finds the session of a job.
func TestAJobFollowsItsSessionUnderAPrefix(t *testing.T) {
	for name, folders := range map[string][]string{
		"the environment":             {"environments/prod"},
		"the overlays of both":        {"flink/analytics/overlays/prod", "jobs/orders/overlays/prod"},
		"the job before the session":  {"jobs/orders/overlays/prod", "flink/analytics/overlays/prod"},
		"the bases, without anything": {"jobs/orders/base", "flink/analytics/base"},
	} {
		t.Run(name, func(t *testing.T) {
			job := find(t, onTopOfJobs(t, blue, folders...), "FlinkSessionJob", "orders")
			for what, got := range map[string]any{
				"spec.deploymentName":      at(job, "spec", "deploymentName"),
				"the label of the session": at(job, "metadata", "labels", "target.session"),
			} {
				if got != "blue-analytics-2" {
					t.Errorf("%s is %v, want blue-analytics-2", what, got)
				}
			}
			if name := at(job, "metadata", "name"); name != "blue-orders-2" {
				t.Errorf("the job is named %v", name)
			}
		})
	}
}

// TestAJobAloneKeepsTheNameOfItsSession: kustomize renames what it builds. What is not in the build it leaves alone, and so the
// name of a session that others apply.
func TestAJobAloneKeepsTheNameOfItsSession(t *testing.T) {
	job := find(t, onTopOfJobs(t, blue, "jobs/orders/overlays/prod"), "FlinkSessionJob", "orders")
	if name, session := at(job, "metadata", "name"), at(job, "spec", "deploymentName"); name != "blue-orders-2" || session != "analytics" {
		t.Errorf("the job is named %v, and its session %v", name, session)
	}
}
