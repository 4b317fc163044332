package impact_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

const rights = `---
apiVersion: v1
kind: ServiceAccount
metadata: {name: analytics, namespace: streaming}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: analytics, namespace: streaming}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: analytics}
subjects: [{kind: ServiceAccount, name: analytics}]
`

// TestDeletedSession has what becomes of sessions that go, and of those that come in their place.
func TestDeletedSession(t *testing.T) {
	const gone = "patch:\ndelete: FlinkDeployment analytics"
	with := func(option string) string {
		return strings.ReplaceAll(session, "  flinkConfiguration:\n", "  flinkConfiguration:\n    "+option+"\n")
	}
	check(t, "deleted", []scenario{
		{name: "a session", old: session, new: "", want: impact.Delete},
		{name: "a session, operator 1.12", operator: "1.12", old: session, new: "", want: impact.Delete},
		{name: "a session that does not wait for jobs, operator 1.13", operator: "1.13", old: with(`kubernetes.operator.session.block-on-unmanaged-jobs: "false"`), new: "", want: impact.Delete},
		{name: "a session that does not wait for session jobs", old: with(`kubernetes.operator.session.deletion.block-on-session-jobs: "false"`) + sessionJobs, new: gone, want: impact.Delete},
		{name: "a session whose jobs stay", old: session + sessionJobs, new: gone, want: impact.Delete},
		{name: "a session with its rights", old: session + rights, new: "", want: impact.Delete},
		{name: "a session that StreamPark registers", old: session + registration, new: gone, want: impact.Delete},
		{name: "a session without high availability", old: withoutHA, new: "", want: impact.Delete},
		{name: "another name", old: session + rights, new: strings.ReplaceAll(session+rights, "name: analytics", "name: reports"), want: impact.Replace},
		{name: "another name and image", old: session, new: strings.ReplaceAll(strings.ReplaceAll(session, "name: analytics", "name: reports"), "1.19.2", "1.19.3"), want: impact.Replace},
		{name: "another namespace", old: session + rights, new: strings.ReplaceAll(session+rights, "namespace: streaming", "namespace: other"), want: impact.Replace},
		{name: "another session that is not alike", old: session, new: strings.ReplaceAll(withoutHA, "analytics", "reports"), want: impact.Delete},
		{name: "a session that Argo CD and Flux keep", old: strings.ReplaceAll(session, "labels: {team: data}", "annotations: {argocd.argoproj.io/sync-options: Prune=false, kustomize.toolkit.fluxcd.io/prune: disabled}"), new: "", want: impact.Delete},
		{name: "new", old: "", new: session, want: impact.Create},
	})
}

// TestOperatorUpgrade has what another release of the operator makes of the same objects.
func TestOperatorUpgrade(t *testing.T) {
	tls := strings.ReplaceAll(session, "className: nginx", "className: nginx, tls: [{hosts: [a]}]")
	nothing := strings.ReplaceAll(oneSessionJob[:strings.Index(oneSessionJob, "  flinkConfiguration")], "MODE", "savepoint")
	nonce := strings.ReplaceAll(nothing, "parallelism: 2", "parallelism: 2, savepointRedeployNonce: 1, initialSavepointPath: 's3://a'")
	check(t, "operator", []scenario{
		{name: "1.10 to 1.15", operator: "1.10", operatorAfter: "1.15", old: session + rights, new: session + rights, want: impact.None},
		{name: "1.12 to 1.13 with a configuration", operator: "1.12", operatorAfter: "1.13", old: session, new: session, want: impact.None},
		{name: "1.12 to 1.13 without a configuration", operator: "1.12", operatorAfter: "1.13", old: nothing, new: nothing, want: impact.Refused},
		{name: "1.12 to 1.14 without a configuration", operator: "1.12", operatorAfter: "1.14", old: nothing, new: nothing, want: impact.None},
		{name: "1.7 to 1.8 with a field that it did not know", operator: "1.7", operatorAfter: "1.8", old: tls, new: tls, want: impact.Restart},
		{name: "1.7 to 1.8 with a nonce that it did not know", operator: "1.7", operatorAfter: "1.8", old: nonce, new: nonce, want: impact.JobsLost},
		{name: "1.7 to 1.8 with a field that it did not know, and another image", operator: "1.7", operatorAfter: "1.8", old: tls, new: strings.ReplaceAll(tls, "1.19.2", "1.19.3"), want: impact.Restart},
		{name: "1.8 to 1.9 with that field", operator: "1.8", operatorAfter: "1.9", old: tls, new: tls, want: impact.None},
	})
}

func target(t *testing.T, app, environment, text string) impact.Target {
	t.Helper()
	return impact.Target{App: app, Environment: environment, OperatorVersion: "1.15", Objects: objects(t, text)}
}

// TestAcrossTargets: an object may move from one app to another in its environment, and environments are apart.
func TestAcrossTargets(t *testing.T) {
	renamed := strings.ReplaceAll(session+rights, "analytics", "reports")
	for _, test := range []struct {
		name     string
		old, new []impact.Target
		want     string
	}{
		{
			"a rename with another folder, in one environment of two",
			[]impact.Target{target(t, "flink/analytics", "dev", session+rights), target(t, "flink/analytics", "prod", session+rights)},
			[]impact.Target{target(t, "flink/analytics", "dev", session+rights), target(t, "flink/reports", "prod", renamed)},
			`replace flink/reports prod FlinkDeployment reports was analytics
replace flink/reports prod RoleBinding reports was analytics
replace flink/reports prod ServiceAccount reports was analytics
`,
		},
		{
			"the same objects in another folder",
			[]impact.Target{target(t, "flink/analytics", "", session)}, []impact.Target{target(t, "flink/moved", "", session)},
			"replace flink/moved  FlinkDeployment analytics was analytics\n",
		},
		{
			"an environment that goes, and another one that comes",
			[]impact.Target{target(t, "flink/analytics", "dev", session)}, []impact.Target{target(t, "flink/analytics", "prod", session)},
			"delete flink/analytics dev FlinkDeployment analytics\ncreate flink/analytics prod FlinkDeployment analytics\n",
		},
		{
			"an app beside another one",
			[]impact.Target{target(t, "flink/analytics", "dev", session)},
			[]impact.Target{target(t, "flink/analytics", "dev", session), target(t, "flink/reports", "dev", renamed)},
			"create flink/reports dev FlinkDeployment reports\ncreate flink/reports dev RoleBinding reports\ncreate flink/reports dev ServiceAccount reports\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got strings.Builder
			for _, c := range impact.Compare(test.old, test.new).Changes {
				got.WriteString(strings.Join([]string{string(c.Class), c.App, c.Environment, c.ID.String()}, " "))
				if c.Was != nil {
					got.WriteString(" was " + c.Was.Name)
				}
				got.WriteByte('\n')
			}
			if diff := cmp.Diff(test.want, got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestStreamParkElsewhere: the console that registers a session is another app of the same environment.
func TestStreamParkElsewhere(t *testing.T) {
	console := target(t, "streampark/console", "prod", registration)
	elsewhere := target(t, "streampark/console", "dev", registration)
	changed := strings.ReplaceAll(session, "1.19.2", "1.19.3")
	for _, test := range []struct {
		name    string
		console impact.Target
		want    bool
	}{{"in the same environment", console, true}, {"in another one", elsewhere, false}} {
		report := impact.Compare([]impact.Target{target(t, "flink/analytics", "prod", session), test.console},
			[]impact.Target{target(t, "flink/analytics", "prod", changed), test.console})
		if len(report.Changes) != 1 {
			t.Fatalf("%s: %d changes, want 1", test.name, len(report.Changes))
		}
		if got := strings.Contains(report.Changes[0].Users, "StreamPark console"); got != test.want {
			t.Errorf("%s: Users is %q; names StreamPark: %v, want %v", test.name, report.Changes[0].Users, got, test.want)
		}
	}
}

// TestUnknownRelease: without a release, or with one that is not known, the newest counts.
func TestUnknownRelease(t *testing.T) {
	for _, release := range []string{"", "2.0", "latest"} {
		old, new := target(t, "flink/analytics", "prod", withNonce), target(t, "flink/analytics", "prod", withoutHA)
		old.OperatorVersion, new.OperatorVersion = release, release
		if report := impact.Compare([]impact.Target{old}, []impact.Target{new}); report.None != 1 {
			t.Errorf("%q: a nonce that is removed is a change: %+v", release, report.Changes)
		}
	}
}

// TestKeepsItsInput: Compare changes nothing that it is given.
func TestKeepsItsInput(t *testing.T) {
	old, new := target(t, "flink/analytics", "prod", session+rights), target(t, "flink/analytics", "prod", strings.ReplaceAll(session, "analytics", "reports"))
	var before []*unstructured.Unstructured
	for _, o := range append(old.Objects, new.Objects...) {
		before = append(before, o.DeepCopy())
	}
	impact.Compare([]impact.Target{old}, []impact.Target{new})
	if diff := cmp.Diff(before, append(old.Objects, new.Objects...)); diff != "" {
		t.Error(diff)
	}
}
