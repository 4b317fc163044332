package decode_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

var podTemplate = diagnostic.Path{}.Child("spec", "podTemplate")

func directive(key string) bool { return strings.HasPrefix(key, "$") }

func strictly(t *testing.T, file string) (*corev1.PodTemplateSpec, []string) {
	t.Helper()
	documents, err := decode.Documents("f.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	target := &corev1.PodTemplateSpec{}
	return target, lines(decode.StrictInto(documents[0], podTemplate, target, directive).Err())
}

func TestStrictIntoReadsAPodTemplate(t *testing.T) {
	got, errs := strictly(t, `
spec:
  podTemplate:
    metadata:
      creationTimestamp: null
      labels: {app: a, version: "1.10", $patch: replace}
      $deleteFromPrimitiveList/finalizers: [x]
    spec:
      $setElementOrder/containers: [{name: a}]
      $retainKeys: [containers]
      terminationGracePeriodSeconds: 30
      hostNetwork: null
      nodeSelector: {kubernetes.io/os: linux}
      tolerations: [{key: dedicated, operator: Equal, value: flink, effect: NoSchedule, tolerationSeconds: 60}]
      securityContext: {fsGroup: 9999, runAsNonRoot: true}
      volumes:
      - name: config
        configMap: {name: c, defaultMode: 420, items: [{key: k, path: p}]}
      - name: scratch
        emptyDir: {sizeLimit: 1Gi, medium: Memory}
      - name: gone
        $patch: delete
      containers:
      - name: flink-main-container
        image: flink:1.20
        resources: {limits: {cpu: 2, memory: 4Gi, example.com/gpu: 1}}
        ports: [{name: metrics, containerPort: 9249, protocol: TCP}]
        env:
        - {name: A, value: "1"}
        - {name: B, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}
        livenessProbe: {httpGet: {path: /, port: 8081}, periodSeconds: 5}
        readinessProbe: {tcpSocket: {port: rest}}
        lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}
`)
	if errs != nil {
		t.Fatal(errs)
	}
	pod := got.Spec
	main := pod.Containers[0]
	for what, ok := range map[string]bool{
		"labels without the directive": cmp.Equal(got.Labels, map[string]string{"app": "a", "version": "1.10"}),
		"quantity of a sizeLimit":      pod.Volumes[1].EmptyDir.SizeLimit.String() == "1Gi",
		"quantity of a resource":       main.Resources.Limits.Cpu().Value() == 2,
		"inlined volume source":        *pod.Volumes[0].ConfigMap.DefaultMode == 420,
		"inlined object reference":     main.Env[1].ValueFrom.SecretKeyRef.Name == "s",
		"inlined probe handler":        main.LivenessProbe.HTTPGet.Port.IntValue() == 8081,
		"named port":                   main.ReadinessProbe.TCPSocket.Port.String() == "rest",
		"named string type":            main.Ports[0].Protocol == corev1.ProtocolTCP,
		"pointer to int64":             *pod.TerminationGracePeriodSeconds == 30 && *pod.SecurityContext.FSGroup == 9999,
		"list of strings":              main.Lifecycle.PreStop.Exec.Command[1] == "5",
	} {
		if !ok {
			t.Errorf("%s is wrong in %+v", what, got)
		}
	}
}

func TestStrictIntoRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"unknown field":     {"spec:\n  podTemplate:\n    spec:\n      containers:\n      - name: a\n        imagePullPolcy: Always\n", []string{`f.yaml:6:9: spec.podTemplate.spec.containers[0].imagePullPolcy: is an unknown field: did you mean "imagePullPolicy"?`}},
		"number as string":  {"spec: {podTemplate: {spec: {containers: [{env: [{name: A, value: 8081}]}]}}}", []string{"f.yaml:1:66: spec.podTemplate.spec.containers[0].env[0].value: must be a string, not a number: put it in quotes"}},
		"boolean as label":  {"spec: {podTemplate: {metadata: {labels: {a: true}}}}", []string{"f.yaml:1:45: spec.podTemplate.metadata.labels.a: must be a string, not a boolean: put it in quotes"}},
		"string as number":  {"spec: {podTemplate: {spec: {priority: high}}}", []string{`f.yaml:1:39: spec.podTemplate.spec.priority: must be a whole number, not "high"`}},
		"quantity":          {"spec: {podTemplate: {spec: {containers: [{resources: {limits: {cpu: lots}}}]}}}", []string{`f.yaml:1:69: spec.podTemplate.spec.containers[0].resources.limits.cpu: must be valid, not "lots": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`}},
		"the part itself":   {"spec: {podTemplate: [a]}", []string{"f.yaml:1:8: spec.podTemplate: must be a mapping, not a list"}},
		"a list's mapping":  {"spec: {podTemplate: {spec: {volumes: {a: b}}}}", []string{"f.yaml:1:29: spec.podTemplate.spec.volumes: must be a list, not a mapping: put it in brackets, or behind a dash"}},
		"no such directive": {"spec: {podTemplate: {spec: {patch: delete}}}", []string{"f.yaml:1:29: spec.podTemplate.spec.patch: is an unknown field"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := strictly(t, c.file)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStrictIntoOfNothingIsFine(t *testing.T) {
	for _, file := range []string{"kind: A", "spec: {}", "spec: 5", "spec: {podTemplate: null}"} {
		if _, errs := strictly(t, file); errs != nil {
			t.Errorf("%s: got %v", file, errs)
		}
	}
}
