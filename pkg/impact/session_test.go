package impact_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

const session = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: analytics, namespace: streaming, labels: {team: data}}
spec:
  image: flink:1.19.2
  flinkVersion: v1_19
  serviceAccount: analytics
  ingress: {template: "flink.example.com/{{name}}/", className: nginx}
  flinkConfiguration:
    high-availability.type: kubernetes
    high-availability.storageDir: s3://flink/ha
    state.backend.type: rocksdb
    execution.checkpointing.dir: s3://flink/checkpoints
    execution.checkpointing.interval: 60s
    s3.endpoint: https://minio.example.com
  podTemplate:
    spec:
      containers:
      - name: flink-main-container
        env:
        - {name: TZ, value: UTC}
        - {name: LANG, value: C}
        resources: {limits: {cpu: 1000m}}
  jobManager: {replicas: 1, resource: {cpu: 1, memory: 2Gi}}
  taskManager: {resource: {cpu: 2, memory: 2048m}}
`

const withoutHA = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: analytics, namespace: streaming}
spec:
  image: flink:1.20.3
  flinkVersion: v1_20
  serviceAccount: analytics
  flinkConfiguration: {taskmanager.numberOfTaskSlots: "4"}
  jobManager: {resource: {cpu: 1, memory: 2Gi}}
  taskManager: {resource: {cpu: 2, memory: 8Gi}}
`

const standalone = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: analytics, namespace: streaming}
spec:
  image: flink:1.20.3
  flinkVersion: v1_20
  mode: standalone
  serviceAccount: analytics
  flinkConfiguration:
    high-availability.type: zookeeper
    high-availability.zookeeper.quorum: zk-0:2181,zk-1:2181
    high-availability.zookeeper.path.root: /flink/prod
    high-availability.storageDir: hdfs://nn/flink/ha
  jobManager: {resource: {cpu: 1, memory: 2Gi}}
  taskManager: {replicas: 2, resource: {cpu: 2, memory: 8Gi}}
`

const sessionJobs = `---
apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata: {name: clicks, namespace: streaming}
spec:
  deploymentName: analytics
  job: {jarURI: https://example.com/a.jar, parallelism: 2, upgradeMode: stateless}
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata: {name: orders, namespace: streaming}
spec:
  deploymentName: analytics
  job: {jarURI: https://example.com/b.jar, parallelism: 2, upgradeMode: savepoint}
  flinkConfiguration: {execution.checkpointing.savepoint-dir: s3://flink/savepoints, execution.checkpointing.dir: s3://flink/checkpoints}
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata: {name: elsewhere, namespace: other}
spec:
  deploymentName: analytics
  job: {jarURI: https://example.com/b.jar, parallelism: 2, upgradeMode: savepoint}
`

const registration = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: console-registration, namespace: streampark}
data:
  registration.json: '{"clusters": [{"name": "analytics", "address": "http://analytics-rest.streaming:8081"}]}'
`

// TestSession has what becomes of a session cluster.
func TestSession(t *testing.T) {
	conf := func(option string) string {
		return "patch:\nFlinkDeployment analytics: {spec: {flinkConfiguration: {" + option + "}}}"
	}
	spec := func(field string) string { return "patch:\nFlinkDeployment analytics: {spec: {" + field + "}}" }
	check(t, "session", []scenario{
		{name: "the same", old: session, new: session, want: impact.None},
		{name: "labels and annotations of the FlinkDeployment", old: session, want: impact.InPlace,
			new: "patch:\nFlinkDeployment analytics: {metadata: {labels: {team: platform}, annotations: {a: b}}}"},

		{name: "memory of the TaskManagers", old: session, new: spec("taskManager: {resource: {memory: 4096m}}"), want: impact.Restart},
		{name: "the same memory spelled otherwise", old: session, new: spec("taskManager: {resource: {memory: 2g}}"), want: impact.Restart},
		{name: "image", old: session, new: spec("image: 'flink:1.19.3'"), want: impact.Restart},
		{name: "annotation of the operator's Ingress", old: session, new: spec("ingress: {annotations: {a: b}}"), want: impact.Restart},
		{name: "host of the operator's Ingress", old: session, new: spec("ingress: {template: 'ui.example.com/{{namespace}}/{{name}}/'}"), want: impact.Restart},
		{name: "no Ingress of the operator's any more", old: session, new: spec("ingress: null"), want: impact.Restart},
		{name: "restartNonce", old: session, new: spec("restartNonce: 1"), want: impact.Restart},
		{name: "restartNonce removed", old: withNonce, new: spec("restartNonce: null"), want: impact.None},
		{name: "restartNonce removed, operator 1.7", operator: "1.7", old: withNonce, new: spec("restartNonce: null"), want: impact.JobsLost},
		{name: "checkpoint interval", old: session, new: conf("execution.checkpointing.interval: 30s"), want: impact.Restart},
		{name: "the same checkpoint interval spelled otherwise", old: session, new: conf("execution.checkpointing.interval: 1 min"), want: impact.Restart},
		{name: "an option under another key", old: session, new: conf("state.backend.type: null, state.backend: rocksdb"), want: impact.Restart},
		{name: "mode native written", old: session, new: spec("mode: native"), want: impact.Restart},
		{name: "an empty object", old: session, new: spec("logConfiguration: {}"), want: impact.Restart},
		{name: "StreamPark registers it", old: session + registration, new: spec("image: 'flink:1.19.3'"), want: impact.Restart},
		{name: "session jobs with high availability", old: session + sessionJobs, new: spec("image: 'flink:1.19.3'"), want: impact.Restart},

		{name: "another order of environment variables", old: session, want: impact.Restart, new: spec(
			"podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: LANG, value: C}, {name: TZ, value: UTC}], resources: {limits: {cpu: 1000m}}}]}}")},
		{name: "an environment variable with a credential", old: session, want: impact.Restart, new: spec(
			"podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: TZ, value: UTC}, {name: LANG, value: C}, {name: DB_PASSWORD, value: hunter2hunter2}], resources: {limits: {cpu: '1'}}}]}}")},
		{name: "a written default of Kubernetes", old: session, want: impact.Restart, new: spec(
			"podTemplate: {spec: {containers: [{name: flink-main-container, stdin: false, env: [{name: TZ, value: UTC}, {name: LANG, value: C}], resources: {limits: {cpu: 1000m}}}]}}")},
		{name: "the same quantity spelled otherwise", old: session, want: impact.None, new: spec(
			"podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: TZ, value: UTC}, {name: LANG, value: C}], resources: {limits: {cpu: 1}}}]}}")},
		{name: "nested options", old: session, want: impact.None, new: conf("s3.endpoint: null, s3: {endpoint: 'https://minio.example.com'}")},
		{name: "a field that the release does not have", operator: "1.7", old: session, new: spec("ingress: {labels: {a: b}}"), want: impact.None},

		{name: "option of the operator", old: session, new: conf("kubernetes.operator.savepoint.history.max.count: '5'"), want: impact.InPlace},
		{name: "option that the operator does not read here", old: session, new: conf("kubernetes.operator.reconcile.interval: 5 s"), want: impact.None},
		{name: "option of the autoscaler", old: session, new: conf("job.autoscaler.enabled: 'true'"), want: impact.InPlace},
		{name: "option of the autoscaler, operator 1.6", operator: "1.6", old: session, new: conf("job.autoscaler.enabled: 'true'"), want: impact.Restart},
		{name: "parallelism.default", old: session, new: conf("parallelism.default: '4'"), want: impact.Deferred},
		{name: "parallelism.default together with the image", old: session, new: "patch:\nFlinkDeployment analytics: {spec: {image: 'flink:1.19.3', flinkConfiguration: {parallelism.default: '4'}}}", want: impact.Restart},
		{name: "parallelism overrides", old: session, new: conf("pipeline.jobvertex-parallelism-overrides: 'a:2'"), want: impact.Restart},
		{name: "replicas of a standalone session", old: standalone, new: spec("taskManager: {replicas: 3}"), want: impact.Restart},

		{name: "without high availability", old: withoutHA, new: spec("image: 'flink:1.20.4'"), want: impact.JobsLost},
		{name: "without high availability, with session jobs", old: withoutHA + sessionJobs, new: spec("image: 'flink:1.20.4'"), want: impact.JobsLost},
		{name: "without high availability, with session jobs, operator 1.7", operator: "1.7", old: withoutHA + sessionJobs, new: spec("image: 'flink:1.20.4'"), want: impact.JobsLost},
		{name: "without high availability, registered in StreamPark", old: withoutHA + registration, new: spec("image: 'flink:1.20.4'"), want: impact.JobsLost},
		{name: "high availability turned on", old: withoutHA, new: conf("high-availability.type: kubernetes, high-availability.storageDir: 's3://flink/ha'"), want: impact.JobsLost},
		{name: "high availability turned off", old: session, new: conf("high-availability.type: null, high-availability.storageDir: null"), want: impact.JobsLost},
		{name: "high availability from Kubernetes to ZooKeeper", old: session + sessionJobs, new: conf("high-availability.type: zookeeper, high-availability.zookeeper.quorum: 'zk:2181'"), want: impact.JobsLost},
		{name: "another root in ZooKeeper", old: standalone, new: conf("high-availability.zookeeper.path.root: /flink/other"), want: impact.JobsLost},
		{name: "another quorum", old: standalone, new: conf("high-availability.zookeeper.quorum: 'zk-9:2181'"), want: impact.JobsLost},
		{name: "the same quorum in another order", old: standalone, new: conf("high-availability.zookeeper.quorum: 'zk-1:2181,zk-0:2181'"), want: impact.Restart},
		{name: "the class of the factory for its short name", old: session, new: conf("high-availability.type: org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory"), want: impact.Restart},

		{name: "another storageDir", old: session, new: conf("high-availability.storageDir: 's3://flink/ha2'"), want: impact.RecoveryAtRisk},
		{name: "another bucket", old: session, new: conf("high-availability.storageDir: 's3://other/ha', execution.checkpointing.dir: 's3://other/checkpoints'"), want: impact.RecoveryAtRisk},
		{name: "another checkpoint directory in the same bucket", old: session, new: conf("execution.checkpointing.dir: 's3://flink/other'"), want: impact.Restart},
		{name: "another endpoint", old: session, new: conf("s3.endpoint: 'https://other.example.com'"), want: impact.RecoveryAtRisk},
		{name: "a credential in the configuration", old: session, new: conf("s3.secret-key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD'"), want: impact.RecoveryAtRisk},
		{name: "another state backend", old: session, new: conf("state.backend.type: hashmap"), want: impact.RecoveryAtRisk},
		{name: "a newer minor version of Flink", old: session, new: spec("flinkVersion: v1_20, image: 'flink:1.20.3'"), want: impact.RecoveryAtRisk},
		{name: "an older minor version of Flink", old: session, new: spec("flinkVersion: v1_18, image: 'flink:1.18.1'"), want: impact.RecoveryAtRisk},
		{name: "a new major version of Flink", old: session, new: spec("flinkVersion: v2_0, image: 'flink:2.0.1'"), want: impact.RecoveryAtRisk},

		{name: "session to application", old: session, new: spec("job: {jarURI: 'local:///a.jar', parallelism: 1, upgradeMode: stateless}"), want: impact.Refused},
		{name: "native to standalone", old: session, new: spec("mode: standalone"), want: impact.Refused},
		{name: "a reserved option", old: session, new: conf("kubernetes.cluster-id: other"), want: impact.Refused},
		{name: "more JobManagers without high availability", old: withoutHA, new: spec("jobManager: {replicas: 2}"), want: impact.Refused},
		{name: "rollback without high availability", old: withoutHA, new: conf("kubernetes.operator.deployment.rollback.enabled: 'true'"), want: impact.Refused},
	})
}

const withNonce = withoutHA + "  restartNonce: 1\n"
