package operatordiff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func spec(t *testing.T, text string) map[string]any {
	t.Helper()
	var spec map[string]any
	if err := yaml.Unmarshal([]byte("{"+text+"}"), &spec); err != nil {
		t.Fatal(err)
	}
	return spec
}

func release(t *testing.T, name string) operator.Release {
	t.Helper()
	r, err := operator.ParseRelease(name)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestFlinkDeployment has one line for each rule of the comparison. TestAgreesWithOperator has the operator's own word.
func TestFlinkDeployment(t *testing.T) {
	for _, test := range []struct {
		name, releases string // of which each gives the same
		old, new       string
		want           string
	}{
		{"any other field", "1.6 1.10 1.15", "image: a", "image: b", "image UPGRADE"},
		{"a whole that is not looked into", "1.15", "jobManager: {replicas: 1}", "jobManager: {replicas: 2}", "jobManager UPGRADE"},
		{"the default of a field", "1.6 1.15", "jobManager: {replicas: 1}", "jobManager: {}", ""},
		{"an empty object", "1.15", "", "jobManager: {}", "jobManager UPGRADE"},
		{"mode native, written", "1.15", "", "mode: native", "mode UPGRADE"},
		{"replicas, native", "1.15", "taskManager: {replicas: 1}", "taskManager: {replicas: 2}", "taskManager.replicas UPGRADE"},
		{"replicas, standalone", "1.6 1.15", "mode: standalone, taskManager: {replicas: 1}", "mode: standalone, taskManager: {replicas: 2}", "taskManager.replicas SCALE"},
		{"taskManager as a whole", "1.15", "mode: standalone", "mode: standalone, taskManager: {replicas: 2}", "taskManager UPGRADE"},
		{"parallelism, standalone", "1.15", "mode: standalone, job: {parallelism: 1}", "mode: standalone, job: {parallelism: 2}", "job.parallelism SCALE"},
		{"defaults of a job", "1.6 1.15", "job: {}", "job: {args: [], state: running, upgradeMode: stateless, parallelism: 0}", ""},
		{"upgradeMode", "1.15", "job: {}", "job: {upgradeMode: savepoint}", "job.upgradeMode IGNORE"},
		{"a session to an application", "1.15", "", "job: {}", "job UPGRADE"},
		{"a nonce for a redeployment", "1.8 1.15", "job: {}", "job: {savepointRedeployNonce: 1}", "job.savepointRedeployNonce SAVEPOINT_REDEPLOY"},
		{"a nonce that the release does not have", "1.6 1.7", "job: {}", "job: {savepointRedeployNonce: 1}", ""},
		{"a nonce for a redeployment that is removed", "1.8 1.15", "job: {savepointRedeployNonce: 1}", "job: {}", ""},
		{"restartNonce", "1.6 1.15", "", "restartNonce: 1", "restartNonce UPGRADE"},
		{"restartNonce removed", "1.6 1.7", "restartNonce: 1", "", "restartNonce UPGRADE"},
		{"restartNonce removed", "1.8 1.9 1.10 1.15", "restartNonce: 1", "", ""},
		{"large nonces", "1.15", "restartNonce: 9007199254740993", "restartNonce: 9007199254740995", "restartNonce UPGRADE"},
		{"ingress.tls", "1.6 1.7", "ingress: {template: a}", "ingress: {template: a, tls: [{secretName: b}]}", ""},
		{"ingress.tls", "1.8 1.15", "ingress: {template: a}", "ingress: {template: a, tls: [{secretName: b}]}", "ingress UPGRADE"},

		{"options", "1.6 1.15", "flinkConfiguration: {a: b, c: d}", "flinkConfiguration: {a: c, e: f}",
			"flinkConfiguration.a UPGRADE, flinkConfiguration.c UPGRADE, flinkConfiguration.e UPGRADE"},
		{"options by plain prefix", "1.7 1.15", "", "flinkConfiguration: {kubernetes.operatorx: a, parallelism.defaults: b, job.autoscalers: c}",
			"flinkConfiguration.job.autoscalers IGNORE, flinkConfiguration.kubernetes.operatorx IGNORE, flinkConfiguration.parallelism.defaults IGNORE"},
		{"the autoscaler", "1.6", "", "flinkConfiguration: {job.autoscaler.enabled: a}", "flinkConfiguration.job.autoscaler.enabled UPGRADE"},
		{"overrides, native", "1.6 1.15", "", "flinkConfiguration: {pipeline.jobvertex-parallelism-overrides: a}", "flinkConfiguration.pipeline.jobvertex-parallelism-overrides SCALE"},
		{"overrides, standalone", "1.6 1.15", "mode: standalone", "mode: standalone, flinkConfiguration: {pipeline.jobvertex-parallelism-overrides: a}", "flinkConfiguration.pipeline.jobvertex-parallelism-overrides UPGRADE"},
		{"nested options", "1.13 1.15", "flinkConfiguration: {a.b: '1'}", "flinkConfiguration: {a: {b: 1}}", ""},
		{"no options", "1.6 1.15", "", "flinkConfiguration: {}", ""},

		{"quantities", "1.6 1.15", "podTemplate: {spec: {containers: [{resources: {limits: {cpu: 1000m, memory: 1Gi}}}]}}", "podTemplate: {spec: {containers: [{resources: {limits: {cpu: 1, memory: 1024Mi}}}]}}", ""},
		{"what is no quantity", "1.15", "podTemplate: {spec: {containers: [{env: [{name: a, value: 1000m}]}]}}", "podTemplate: {spec: {containers: [{env: [{name: a, value: '1'}]}]}}", "podTemplate UPGRADE"},
		{"empty lists and maps of a pod", "1.6 1.15", "podTemplate: {metadata: {}, spec: {}}", "podTemplate: {metadata: {labels: {}}, spec: {volumes: [], nodeSelector: {}}}", ""},
		{"an empty object of a pod", "1.15", "podTemplate: {spec: {}}", "podTemplate: {spec: {affinity: {}}}", "podTemplate UPGRADE"},
		{"another order", "1.15", "podTemplate: {spec: {containers: [{name: a}, {name: b}]}}", "podTemplate: {spec: {containers: [{name: b}, {name: a}]}}", "podTemplate UPGRADE"},
		{"kind and status of a pod", "1.8 1.10 1.15", "podTemplate: {spec: {}}", "podTemplate: {apiVersion: v2, kind: Other, status: {phase: a}, spec: {}}", ""},
		{"the kind of a pod", "1.6 1.7", "podTemplate: {spec: {}}", "podTemplate: {apiVersion: v1, kind: Pod, spec: {}}", ""},
		{"the status of a pod", "1.6 1.7", "podTemplate: {spec: {}}", "podTemplate: {status: {phase: a}, spec: {}}", "podTemplate UPGRADE"},
		{"a field of a pod that the release does not have", "1.6 1.12", "podTemplate: {spec: {}}", "podTemplate: {spec: {resources: {limits: {cpu: 1}}}}", ""},
		{"a field of a pod that the release has", "1.13", "podTemplate: {spec: {}}", "podTemplate: {spec: {resources: {limits: {cpu: 1}}}}", "podTemplate UPGRADE"},
		{"values of wrong types", "1.15", "image: [a], job: 1, taskManager: [], podTemplate: a, flinkConfiguration: 1", "image: {b: c}, job: {}, taskManager: {}, podTemplate: b, flinkConfiguration: []",
			"image UPGRADE, job UPGRADE, podTemplate UPGRADE, taskManager UPGRADE"},
	} {
		for name := range strings.FieldsSeq(test.releases) {
			var got []string
			for _, f := range operatordiff.FlinkDeployment(release(t, name), spec(t, test.old), spec(t, test.new)) {
				got = append(got, f.Name+" "+string(f.Type))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("%s, %s:\n%s", test.name, name, diff)
			}
		}
	}
}

// TestFlinkSessionJob: the mode is that of the session.
func TestFlinkSessionJob(t *testing.T) {
	old, new := spec(t, "deploymentName: a, job: {parallelism: 1}"), spec(t, "deploymentName: b, job: {parallelism: 2}, image: c")
	for standalone, parallelism := range map[bool]operatordiff.Type{true: operatordiff.Scale, false: operatordiff.Upgrade} {
		got := operatordiff.FlinkSessionJob(operator.Latest(), standalone, old, new)
		want := []operatordiff.Field{{Name: "deploymentName", Type: operatordiff.Upgrade}, {Name: "job.parallelism", Type: parallelism}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// TestSamePodField: a place within a template is compared as in the whole.
func TestSamePodField(t *testing.T) {
	for _, test := range []struct {
		names string
		a, b  any
		want  bool
	}{
		{"spec containers [] resources limits cpu", "1000m", int64(1), true},
		{"spec containers [] env [] value", "1000m", "1", false},
		{"spec volumes", []any{}, nil, true},
		{"spec securityContext", map[string]any{}, nil, false},
		{"status phase", "a", "b", true},
		{"spec hostnameOverride", "a", nil, true}, // which no release has
	} {
		if got := operatordiff.SamePodField(operator.Latest(), strings.Fields(test.names), test.a, test.b); got != test.want {
			t.Errorf("%s: %v and %v: %v, want %v", test.names, test.a, test.b, got, test.want)
		}
	}
}
