package session_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// rbac renders a session with settings inline and returns the objects of its rights.
func rbac(t *testing.T, metadata v1alpha1.Metadata, spec v1alpha1.FlinkSessionSpec) []runtime.Object {
	t.Helper()
	spec.FlinkVersion, spec.Namespace = "1.20.3", "streaming"
	analytics := &v1alpha1.FlinkSession{Metadata: metadata, Spec: spec}
	targets, errs := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics}, nil, nil)
	files, found := cluster.Render(targets.Base)
	if err := append(errs, found...).Err(); err != nil {
		t.Fatal(err)
	}
	return rights(t, files)
}

// rights are the ServiceAccounts, Roles and RoleBindings, in whichever files they stand.
func rights(t *testing.T, files []object.File) []runtime.Object {
	t.Helper()
	var objects []runtime.Object
	for _, file := range files {
		switch file.Object.(type) {
		case *corev1.ServiceAccount, *rbacv1.Role, *rbacv1.RoleBinding:
			objects = append(objects, file.Object)
		}
	}
	return objects
}

func TestASessionMayDoWhatItsModeNeeds(t *testing.T) {
	option := func(key, value string) map[string]*string {
		return map[string]*string{key: &value, "high-availability.storageDir": new("s3://flink/ha")}
	}
	field := func(mode v1alpha1.HighAvailabilityMode) *v1alpha1.HighAvailability {
		return &v1alpha1.HighAvailability{Mode: mode, Directory: "s3://flink/ha"}
	}
	const native, standalone = v1alpha1.ModeNative, v1alpha1.ModeStandalone
	for what, test := range map[string]struct {
		mode    v1alpha1.Mode
		ha      *v1alpha1.HighAvailability
		options map[string]*string
		want    string // the resources, all that the Role grants
	}{
		"native": {native, nil, nil, "pods configmaps deployments deployments/finalizers"},
		"native with Kubernetes high availability": {native, field("Kubernetes"), nil, "pods configmaps deployments deployments/finalizers"},
		"standalone": {standalone, nil, nil, ""},
		"standalone with Kubernetes high availability":       {standalone, field("Kubernetes"), nil, "configmaps"},
		"standalone with ZooKeeper":                          {standalone, field("ZooKeeper"), nil, ""},
		"standalone with the option":                         {standalone, nil, option("high-availability.type", "KUBERNETES"), "configmaps"},
		"standalone with the option's older key":             {standalone, nil, option("high-availability", "kubernetes"), "configmaps"},
		"standalone with the option set to ZooKeeper":        {standalone, nil, option("high-availability.type", "zookeeper"), ""},
		"standalone with the option set to none":             {standalone, nil, option("high-availability.type", "NONE"), ""},
		"standalone with a class, which may keep ConfigMaps": {standalone, nil, option("high-availability.type", "com.example.Factory"), "configmaps"},
	} {
		objects := rbac(t, v1alpha1.Metadata{Name: "analytics"}, v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				Mode: test.mode, HighAvailability: test.ha, FlinkConfiguration: test.options,
			},
			Environment: &v1alpha1.EnvironmentSpec{ZooKeeper: &v1alpha1.EnvironmentZooKeeper{Quorum: []string{"zk:2181"}}},
		})
		var granted []string
		for _, object := range objects {
			if role, ok := object.(*rbacv1.Role); ok {
				for _, rule := range role.Rules {
					granted = append(granted, rule.Resources...)
					if diff := cmp.Diff([]string{"get", "list", "watch", "create", "update", "patch", "delete"}, rule.Verbs); diff != "" {
						t.Errorf("%s: %s", what, diff)
					}
				}
			}
		}
		if got := strings.Join(granted, " "); got != test.want {
			t.Errorf("%s: the Role grants %q, want %q", what, got, test.want)
		}
		if want := map[bool]int{true: 1, false: 3}[test.want == ""]; len(objects) != want {
			t.Errorf("%s: %d objects, want %d: an account, and a Role with a RoleBinding where it grants anything", what, len(objects), want)
		}
	}
}

// An environment's account serves sessions of both modes.
func TestASharedAccountMayDoWhatNativeModeNeeds(t *testing.T) {
	files := cluster.SharedServiceAccount(v1alpha1.Metadata{Name: "prod"}, &v1alpha1.EnvironmentSpec{ServiceAccount: &v1alpha1.EnvironmentServiceAccount{Name: "flink"}})
	if rules := rights(t, files)[1].(*rbacv1.Role).Rules; len(rules) != 2 {
		t.Errorf("the Role has %d rules, want those of native mode", len(rules))
	}
}

// Whatever deletes a session, a JobManager with running jobs must keep its rights until its FlinkDeployment is gone: else jobs
// and the metadata of high availability are lost.
func TestRightsOutliveTheSession(t *testing.T) {
	want := map[string]string{
		"argocd.argoproj.io/sync-options":   "ServerSideApply=true,PruneLast=true,Delete=false",
		"kustomize.toolkit.fluxcd.io/prune": "disabled",
	}
	annotations := map[string]string{"argocd.argoproj.io/sync-options": "ServerSideApply=true"}
	own := rbac(t, v1alpha1.Metadata{Name: "analytics", Annotations: annotations}, v1alpha1.FlinkSessionSpec{})
	shared := rights(t, cluster.SharedServiceAccount(v1alpha1.Metadata{Name: "prod", Annotations: annotations}, &v1alpha1.EnvironmentSpec{ServiceAccount: &v1alpha1.EnvironmentServiceAccount{Name: "flink"}}))
	for who, objects := range map[string][]runtime.Object{"its own account": own, "the environment's account": shared} {
		if len(objects) != 3 {
			t.Fatalf("%s: there must be an account, a Role and a RoleBinding, not %d objects", who, len(objects))
		}
		for _, object := range objects {
			tree, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
			if err != nil {
				t.Fatal(err)
			}
			got := (&unstructured.Unstructured{Object: tree}).GetAnnotations()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %T: %s", who, object, diff)
			}
		}
	}
	if len(annotations) != 1 {
		t.Errorf("the annotations of the document changed: %v", annotations)
	}
}
