package v1beta1_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

func TestUnsetFieldsAreNotPrinted(t *testing.T) {
	tests := []struct {
		name  string
		value any
		want  string
	}{
		{"an empty deployment", v1beta1.FlinkDeployment{}, `{}`},
		{
			"a name alone",
			v1beta1.FlinkDeployment{ObjectMeta: metav1.ObjectMeta{Name: "analytics"}},
			`{"metadata":{"name":"analytics"}}`,
		},
		{"an empty spec", v1beta1.FlinkDeploymentSpec{}, `{}`},
		{
			"what is there but empty stays, since the operator reads its presence",
			v1beta1.FlinkDeploymentSpec{
				Ingress: &v1beta1.IngressSpec{}, JobManager: &v1beta1.JobManagerSpec{}, TaskManager: &v1beta1.TaskManagerSpec{},
				Job: &v1beta1.JobSpec{},
			},
			`{"ingress":{},"jobManager":{},"taskManager":{},"job":{}}`,
		},
		{"an empty resource", v1beta1.Resource{}, `{}`},
		{"an empty status", v1beta1.FlinkDeploymentStatus{}, `{}`},
		{
			"an empty status with its parts",
			v1beta1.FlinkDeploymentStatus{
				TaskManager: &v1beta1.TaskManagerInfo{}, ReconciliationStatus: &v1beta1.ReconciliationStatus{},
				JobStatus: &v1beta1.JobStatus{
					SavepointInfo:  &v1beta1.SavepointInfo{LastSavepoint: &v1beta1.Savepoint{}},
					CheckpointInfo: &v1beta1.CheckpointInfo{LastCheckpoint: &v1beta1.Checkpoint{}},
				},
			},
			`{"taskManager":{},"jobStatus":{"savepointInfo":{"lastSavepoint":{}},"checkpointInfo":{"lastCheckpoint":{}}},` +
				`"reconciliationStatus":{}}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := json.Marshal(test.value)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("JSON (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCPUPrintsAsTheNumberPeopleWrite(t *testing.T) {
	tests := []struct {
		cpu  float64
		want string
	}{
		{1, `1`},
		{0.5, `0.5`},
		{0.1, `0.1`},
		{1.25, `1.25`},
		{64, `64`},
	}
	for _, test := range tests {
		t.Run(test.want, func(t *testing.T) {
			value := &v1beta1.FlinkDeployment{Spec: v1beta1.FlinkDeploymentSpec{
				JobManager: &v1beta1.JobManagerSpec{Resource: &v1beta1.Resource{CPU: &test.cpu}},
			}}
			want := `{"spec":{"jobManager":{"resource":{"cpu":` + test.want + `}}}}`
			direct, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, string(direct)); diff != "" {
				t.Errorf("JSON (-want +got):\n%s", diff)
			}
			tree, err := runtime.DefaultUnstructuredConverter.ToUnstructured(value)
			if err != nil {
				t.Fatal(err)
			}
			unstructured, err := json.Marshal(runtime.DeepCopyJSON(tree))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, string(unstructured)); diff != "" {
				t.Errorf("JSON by way of unstructured (-want +got):\n%s", diff)
			}
		})
	}
}

// full is a deployment that uses each field that people write.
const full = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  labels:
    team: data
  name: analytics
  namespace: streaming
spec:
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "4"
  flinkVersion: v1_20
  image: flink:1.20.3
  imagePullPolicy: IfNotPresent
  ingress:
    annotations:
      a: b
    className: nginx
    labels:
      c: d
    template: '{{name}}.{{namespace}}.example.com'
    tls:
    - hosts:
      - analytics.streaming.example.com
      secretName: wildcard-tls
  job:
    allowNonRestoredState: false
    args:
    - --n
    - "10"
    autoscalerResetNonce: 1
    checkpointTriggerNonce: 2
    entryClass: org.example.Job
    initialSavepointPath: s3://flink/savepoint
    jarURI: local:///opt/flink/usrlib/job.jar
    parallelism: 4
    savepointRedeployNonce: 3
    savepointTriggerNonce: 0
    state: running
    upgradeMode: last-state
  jobManager:
    replicas: 2
    resource:
      cpu: 0.5
      ephemeralStorage: 10Gi
      memory: 2048m
  logConfiguration:
    log4j-console.properties: |
      rootLogger.level = INFO
  mode: native
  restartNonce: 5
  serviceAccount: flink
  taskManager:
    replicas: 3
    resources:
      limits:
        memory: 8Gi
      requests:
        cpu: 500m
        memory: 8Gi
status:
  conditions:
  - lastTransitionTime: "2026-05-07T10:00:00Z"
    message: ready
    reason: Ready
    status: "True"
    type: Running
  jobManagerDeploymentStatus: READY
  lifecycleState: STABLE
`

func TestADeploymentSurvivesReadingAndWriting(t *testing.T) {
	var deployment v1beta1.FlinkDeployment
	if err := yaml.UnmarshalStrict([]byte(full), &deployment); err != nil {
		t.Fatal(err)
	}
	got, err := yaml.Marshal(deployment)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full, string(got)); diff != "" {
		t.Errorf("YAML (-want +got):\n%s", diff)
	}
}

func TestADeepCopySharesNothing(t *testing.T) {
	var original v1beta1.FlinkDeployment
	if err := yaml.UnmarshalStrict([]byte(full), &original); err != nil {
		t.Fatal(err)
	}
	original.Spec.PodTemplate = &corev1.PodTemplateSpec{Spec: corev1.PodSpec{NodeSelector: map[string]string{"disk": "ssd"}}}
	duplicate := original.DeepCopy()
	if diff := cmp.Diff(&original, duplicate); diff != "" {
		t.Fatalf("copy (-original +copy):\n%s", diff)
	}
	pristine := original.DeepCopy()

	duplicate.Labels["team"] = "changed"
	duplicate.Spec.FlinkConfiguration["taskmanager.numberOfTaskSlots"] = "changed"
	duplicate.Spec.LogConfiguration[v1beta1.LogConfigLog4j] = "changed"
	duplicate.Spec.Ingress.TLS[0].Hosts[0] = "changed"
	duplicate.Spec.PodTemplate.Spec.NodeSelector["disk"] = "changed"
	duplicate.Spec.Job.Args[0] = "changed"
	*duplicate.Spec.JobManager.Resource.CPU = 99
	*duplicate.Spec.RestartNonce = 99
	duplicate.Spec.TaskManager.Resources.Requests[corev1.ResourceCPU] = resource.MustParse("99")
	duplicate.Status.Conditions[0].Reason = "changed"
	if diff := cmp.Diff(pristine, &original); diff != "" {
		t.Errorf("the original has changed with its copy (-before +after):\n%s", diff)
	}
}

func TestTheSchemeKnowsTheKinds(t *testing.T) {
	scheme := runtime.NewScheme()
	if err := v1beta1.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	object, err := scheme.New(v1beta1.GroupVersion.WithKind(v1beta1.KindFlinkDeployment))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := reflect.TypeOf(object), reflect.TypeFor[*v1beta1.FlinkDeployment](); got != want {
		t.Errorf("type of the kind FlinkDeployment is %v, not %v", got, want)
	}
	if !scheme.Recognizes(v1beta1.GroupVersion.WithKind("FlinkDeploymentList")) {
		t.Error("the kind FlinkDeploymentList is not registered")
	}
}
