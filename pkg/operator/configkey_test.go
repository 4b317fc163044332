package operator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestForbiddenKeysAreThoseOfAdmission(t *testing.T) {
	want := []string{"high-availability.cluster-id", "kubernetes.cluster-id", "kubernetes.namespace"}
	if diff := cmp.Diff(want, operator.ForbiddenKeys()); diff != "" {
		t.Errorf("forbidden keys (-want +got):\n%s", diff)
	}
}

func TestFindOverriddenKey(t *testing.T) {
	tests := []struct {
		key, field      string
		applicationOnly bool
	}{
		{key: "kubernetes.container.image.ref", field: "spec.image"},
		{key: "kubernetes.container.image", field: "spec.image"},
		{key: "kubernetes.container.image.pull-policy", field: "spec.imagePullPolicy"},
		{key: "kubernetes.service-account", field: "spec.serviceAccount"},
		{key: "jobmanager.memory.process.size", field: "spec.jobManager.resource.memory"},
		{key: "taskmanager.memory.process.size", field: "spec.taskManager.resource.memory"},
		{key: "kubernetes.jobmanager.cpu.amount", field: "spec.jobManager.resource.cpu"},
		{key: "kubernetes.taskmanager.cpu", field: "spec.taskManager.resource.cpu"},
		{key: "kubernetes.jobmanager.replicas", field: "spec.jobManager.replicas"},
		{key: "execution.target", field: "spec.mode"},
		{key: "parallelism.default", field: "spec.job.parallelism", applicationOnly: true},

		{key: "kubernetes.container.image.pull-secrets"},
		{key: "kubernetes.jobmanager.service-account"},
		{key: "kubernetes.jobmanager.cpu.limit-factor"},
		{key: "jobmanager.memory.flink.size"},
		{key: "kubernetes"},
		{key: ""},
	}
	for _, test := range tests {
		t.Run(test.key, func(t *testing.T) {
			got, ok := operator.FindOverriddenKey(test.key)
			if ok != (test.field != "") {
				t.Fatalf("overridden: %v, want %v", ok, test.field != "")
			}
			if got.Field != test.field || got.ApplicationOnly != test.applicationOnly {
				t.Errorf("got %+v, want the field %q, application only %v", got, test.field, test.applicationOnly)
			}
		})
	}
}

func TestOverriddenKeysAreSortedAndDoNotMeetTheForbidden(t *testing.T) {
	keys := operator.OverriddenKeys()
	for i, overridden := range keys {
		if i > 0 && strings.Compare(keys[i-1].Key, overridden.Key) >= 0 {
			t.Errorf("%s stands after %s", overridden.Key, keys[i-1].Key)
		}
		if slices.Contains(operator.ForbiddenKeys(), overridden.Key) {
			t.Errorf("%s is forbidden too", overridden.Key)
		}
	}
	keys[0].Key = "changed"
	if operator.OverriddenKeys()[0].Key == "changed" {
		t.Error("a caller has changed the table")
	}
}
