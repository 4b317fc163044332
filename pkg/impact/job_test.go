package impact_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

const application = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: orders, namespace: streaming}
spec:
  image: flink:1.20.3
  flinkVersion: v1_20
  serviceAccount: flink
  flinkConfiguration:
    high-availability.type: kubernetes
    high-availability.storageDir: s3://flink/ha
    state.backend.type: rocksdb
    state.checkpoints.dir: s3://flink/checkpoints
    state.savepoints.dir: s3://flink/savepoints
    jobmanager.scheduler: adaptive
    pipeline.jobvertex-parallelism-overrides: a:2,b:2
  jobManager: {resource: {cpu: 1, memory: 2Gi}}
  taskManager: {replicas: 2, resource: {cpu: 2, memory: 8Gi}}
  job: {jarURI: local:///opt/a.jar, parallelism: 2, state: running, upgradeMode: MODE}
`

func applicationWith(mode string) string { return strings.ReplaceAll(application, "MODE", mode) }

// TestApplication has what becomes of an application cluster and its job.
func TestApplication(t *testing.T) {
	conf := func(option string) string {
		return "patch:\nFlinkDeployment orders: {spec: {flinkConfiguration: {" + option + "}}}"
	}
	spec := func(field string) string { return "patch:\nFlinkDeployment orders: {spec: {" + field + "}}" }
	job := func(field string) string { return spec("job: {" + field + "}") }
	stateless, savepoint, lastState := applicationWith("stateless"), applicationWith("savepoint"), applicationWith("last-state")
	noHA := strings.ReplaceAll(lastState, "    high-availability.type: kubernetes\n", "")
	reactive := strings.ReplaceAll(strings.ReplaceAll(savepoint, "  serviceAccount", "  mode: standalone\n  serviceAccount"), "    jobmanager.scheduler: adaptive", "    scheduler-mode: reactive")
	check(t, "application", []scenario{
		{name: "stateless", old: stateless, new: spec("image: 'flink:1.20.4'"), want: impact.JobsLost},
		{name: "savepoint", old: savepoint, new: spec("image: 'flink:1.20.4'"), want: impact.Restart},
		{name: "savepoint without fallback", old: savepoint, new: "patch:\nFlinkDeployment orders: {spec: {image: 'flink:1.20.4', flinkConfiguration: {kubernetes.operator.job.upgrade.last-state-fallback.enabled: 'false'}}}", want: impact.Restart},
		{name: "last-state", old: lastState, new: spec("image: 'flink:1.20.4'"), want: impact.Restart},
		{name: "from savepoint to stateless, with another image", old: savepoint, new: spec("image: 'flink:1.20.4', job: {upgradeMode: stateless}"), want: impact.JobsLost},
		{name: "last-state, high availability off before", old: noHA, new: spec("image: 'flink:1.20.4'"), want: impact.Restart},
		{name: "last-state, high availability off before, operator 1.7", operator: "1.7", old: strings.ReplaceAll(noHA, "v1_20", "v1_19"), new: "patch:\nFlinkDeployment orders: {spec: {image: 'flink:1.19.4', flinkConfiguration: {high-availability.type: kubernetes}}}", want: impact.Restart},
		{name: "last-state without high availability, operator 1.7", operator: "1.7", old: strings.ReplaceAll(savepoint, "    high-availability.type: kubernetes\n", ""), new: job("upgradeMode: last-state"), want: impact.Refused},

		{name: "savepoint, another major version of Flink", old: savepoint, new: spec("flinkVersion: v2_0, image: 'flink:2.0.1'"), want: impact.RecoveryAtRisk},
		{name: "savepoint, a newer minor version of Flink", old: strings.ReplaceAll(savepoint, "v1_20", "v1_19"), new: spec("flinkVersion: v1_20"), want: impact.Restart},
		{name: "savepoint, an older minor version of Flink", old: savepoint, new: spec("flinkVersion: v1_19"), want: impact.RecoveryAtRisk},
		{name: "native savepoint, another state backend", old: strings.ReplaceAll(savepoint, "    jobmanager.scheduler", "    kubernetes.operator.savepoint.format.type: native\n    jobmanager.scheduler"), new: conf("state.backend.type: hashmap"), want: impact.RecoveryAtRisk},
		{name: "last-state, another Flink version", old: lastState, new: spec("flinkVersion: v2_0, image: 'flink:2.0.1'"), want: impact.Restart},
		{name: "last-state, another Flink version, operator 1.7", operator: "1.7", old: lastState, new: spec("flinkVersion: v1_19, image: 'flink:1.19.2'"), want: impact.Restart},
		{name: "another version while suspended with last-state", old: strings.ReplaceAll(lastState, "running", "suspended"), new: spec("flinkVersion: v2_0, image: 'flink:2.0.1'"), want: impact.Refused},
		{name: "savepoint, another state backend", old: savepoint, new: conf("state.backend.type: hashmap"), want: impact.Restart},
		{name: "last-state, another state backend", old: lastState, new: conf("state.backend.type: hashmap"), want: impact.RecoveryAtRisk},
		{name: "last-state, another storageDir", old: lastState, new: conf("high-availability.storageDir: 's3://flink/other'"), want: impact.RecoveryAtRisk},
		{name: "last-state, high availability in another place", old: lastState, new: conf("high-availability.type: zookeeper, high-availability.zookeeper.quorum: 'zk:2181'"), want: impact.JobsLost},
		{name: "savepoint, another bucket", old: savepoint, new: conf("state.savepoints.dir: 's3://other/savepoints'"), want: impact.Restart},

		{name: "suspended", old: savepoint, new: job("state: suspended"), want: impact.Restart},
		{name: "suspended, stateless", old: stateless, new: job("state: suspended"), want: impact.JobsLost},
		{name: "resumed", old: strings.ReplaceAll(savepoint, "running", "suspended"), new: job("state: running"), want: impact.Restart},
		{name: "started from a savepoint", old: savepoint, new: job("savepointRedeployNonce: 1, initialSavepointPath: 's3://flink/savepoints/1'"), want: impact.JobsLost},
		{name: "started from no savepoint", old: savepoint, new: job("savepointRedeployNonce: 1"), want: impact.Refused},
		{name: "started from a savepoint, operator 1.7", operator: "1.7", old: strings.ReplaceAll(savepoint, "v1_20", "v1_19"), new: job("savepointRedeployNonce: 1, initialSavepointPath: 's3://flink/savepoints/1'"), want: impact.Deferred},
		{name: "another upgradeMode", old: savepoint, new: job("upgradeMode: last-state"), want: impact.Deferred},
		{name: "allowNonRestoredState", old: savepoint, new: job("allowNonRestoredState: true"), want: impact.Deferred},
		{name: "a savepoint triggered", old: savepoint, new: job("savepointTriggerNonce: 1"), want: impact.InPlace},
		{name: "a checkpoint triggered", old: savepoint, new: job("checkpointTriggerNonce: 1"), want: impact.InPlace},
		{name: "the autoscaler reset", old: savepoint, new: job("autoscalerResetNonce: 1"), want: impact.InPlace},
		{name: "a written default", old: savepoint, new: job("args: []"), want: impact.None},
		{name: "jar", old: savepoint, new: job("jarURI: 'local:///opt/b.jar'"), want: impact.Restart},

		{name: "parallelism, native", old: savepoint, new: job("parallelism: 4"), want: impact.Restart},
		{name: "overrides, native with the adaptive scheduler", old: savepoint, new: conf("pipeline.jobvertex-parallelism-overrides: 'a:2,b:4'"), want: impact.Rescale},
		{name: "an override removed", old: savepoint, new: conf("pipeline.jobvertex-parallelism-overrides: 'a:2'"), want: impact.Restart},
		{name: "overrides, without the adaptive scheduler", old: strings.ReplaceAll(savepoint, "    jobmanager.scheduler: adaptive\n", ""), new: conf("pipeline.jobvertex-parallelism-overrides: 'a:2,b:4'"), want: impact.Restart},
		{name: "overrides, Flink 1.17", old: strings.ReplaceAll(savepoint, "v1_20", "v1_17"), new: conf("pipeline.jobvertex-parallelism-overrides: 'a:2,b:4'"), want: impact.Restart},
		{name: "overrides, scaling in place turned off", old: strings.ReplaceAll(savepoint, "    jobmanager.scheduler", "    kubernetes.operator.job.upgrade.inplace-scaling.enabled: \"false\"\n    jobmanager.scheduler"), new: conf("pipeline.jobvertex-parallelism-overrides: 'a:2,b:4'"), want: impact.Restart},
		{name: "replicas, standalone and reactive", old: reactive, new: spec("taskManager: {replicas: 4}"), want: impact.Rescale},
		{name: "replicas, standalone and not reactive", old: strings.ReplaceAll(reactive, "reactive", "none"), new: spec("taskManager: {replicas: 4}"), want: impact.Restart},

		{name: "application to session", old: savepoint, new: spec("job: null"), want: impact.Refused},
		{name: "deleted", old: savepoint, new: "", want: impact.Delete},
		{name: "deleted, stateless", old: stateless, new: "", want: impact.Delete},
		{name: "deleted with a savepoint", old: strings.ReplaceAll(savepoint, "    jobmanager.scheduler", "    kubernetes.operator.job.savepoint-on-deletion: \"true\"\n    jobmanager.scheduler"), new: "", want: impact.Delete},
		{name: "new", old: "", new: savepoint, want: impact.Create},
		{name: "renamed", old: savepoint, new: strings.ReplaceAll(savepoint, "name: orders", "name: sales"), want: impact.Replace},
	})
}

const oneSessionJob = `apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata: {name: clicks, namespace: streaming}
spec:
  deploymentName: analytics
  job: {jarURI: https://example.com/a.jar, parallelism: 2, state: running, upgradeMode: MODE}
  flinkConfiguration: {execution.checkpointing.savepoint-dir: s3://flink/savepoints, execution.checkpointing.dir: s3://flink/checkpoints}
---
`

// TestSessionJob has what becomes of a job in a session.
func TestSessionJob(t *testing.T) {
	with := func(mode string) string { return strings.ReplaceAll(oneSessionJob, "MODE", mode) + session }
	spec := func(field string) string { return "patch:\nFlinkSessionJob clicks: {spec: {" + field + "}}" }
	job := func(field string) string { return spec("job: {" + field + "}") }
	const gone = "patch:\ndelete: FlinkSessionJob clicks"
	check(t, "sessionjob", []scenario{
		{name: "stateless", old: with("stateless"), new: job("parallelism: 4"), want: impact.JobsLost},
		{name: "savepoint", old: with("savepoint"), new: job("parallelism: 4"), want: impact.Restart},
		{name: "savepoint, operator 1.7", operator: "1.7", old: with("savepoint"), new: job("parallelism: 4"), want: impact.Restart},
		{name: "last-state", old: with("last-state"), new: job("parallelism: 4"), want: impact.Restart},
		{name: "to last-state, operator 1.7", operator: "1.7", old: with("savepoint"), new: job("upgradeMode: last-state"), want: impact.Refused},
		{name: "upgradeMode", old: with("savepoint"), new: job("upgradeMode: last-state"), want: impact.Deferred},
		{name: "another session", old: with("savepoint"), new: spec("deploymentName: other"), want: impact.Refused},
		{name: "suspended", old: with("savepoint"), new: job("state: suspended"), want: impact.Restart},
		{name: "resumed", old: strings.ReplaceAll(with("last-state"), "running", "suspended"), new: job("state: running"), want: impact.Restart},
		{name: "started from a savepoint", old: with("savepoint"), new: job("savepointRedeployNonce: 1, initialSavepointPath: 's3://flink/savepoints/1'"), want: impact.JobsLost},
		{name: "started from no savepoint", old: with("savepoint"), new: job("savepointRedeployNonce: 1"), want: impact.JobsLost},
		{name: "configuration", old: with("savepoint"), new: spec("flinkConfiguration: {table.exec.mini-batch.enabled: 'true'}"), want: impact.Restart},
		{name: "configuration, Flink 1.16", operator: "1.10", old: strings.ReplaceAll(with("savepoint"), "v1_19", "v1_16"), new: spec("flinkConfiguration: {table.exec.mini-batch.enabled: 'true'}"), want: impact.Restart},
		{name: "parallelism in a standalone session", old: strings.ReplaceAll(oneSessionJob, "MODE", "savepoint") + standalone, new: job("parallelism: 4"), want: impact.Restart},
		{name: "deleted", old: with("savepoint"), new: gone, want: impact.Delete},
		{name: "deleted, stateless", old: with("stateless"), new: gone, want: impact.Delete},
		{name: "deleted with a savepoint", old: strings.ReplaceAll(with("savepoint"), "flinkConfiguration: {execution", "flinkConfiguration: {kubernetes.operator.job.savepoint-on-deletion: 'true', execution"), new: gone, want: impact.Delete},
		{name: "deleted with a savepoint, operator 1.6", operator: "1.6", old: strings.ReplaceAll(with("savepoint"), "flinkConfiguration: {execution", "flinkConfiguration: {kubernetes.operator.job.savepoint-on-deletion: 'true', execution"), new: gone, want: impact.Delete},
		{name: "new", old: session, new: with("savepoint"), want: impact.Create},
	})
}

const blueGreen = `apiVersion: flink.apache.org/v1beta1
kind: FlinkBlueGreenDeployment
metadata: {name: orders, namespace: streaming}
spec:
  configuration: {kubernetes.operator.bluegreen.abort.grace-period: 10 min}
  ingress: {template: "flink.example.com/{{name}}"}
  template:
    spec:
      image: flink:1.20.3
      flinkVersion: v1_20
      serviceAccount: flink
      flinkConfiguration: {state.savepoints.dir: s3://flink/savepoints, state.checkpoints.dir: s3://flink/checkpoints}
      jobManager: {resource: {cpu: 1, memory: 2Gi}}
      taskManager: {resource: {cpu: 2, memory: 8Gi}}
      job: {jarURI: local:///opt/a.jar, parallelism: 2, upgradeMode: MODE}
`

const snapshot = `apiVersion: flink.apache.org/v1beta1
kind: FlinkStateSnapshot
metadata: {name: before-upgrade, namespace: streaming}
spec:
  jobReference: {kind: FlinkDeployment, name: orders}
  savepoint: {path: s3://flink/savepoints/1}
`

// TestBlueGreenAndSnapshots has what becomes of the operator's younger kinds.
func TestBlueGreenAndSnapshots(t *testing.T) {
	with := func(mode string) string { return strings.ReplaceAll(blueGreen, "MODE", mode) }
	template := func(field string) string {
		return "patch:\nFlinkBlueGreenDeployment orders: {spec: {template: {spec: {" + field + "}}}}"
	}
	spec := func(field string) string { return "patch:\nFlinkStateSnapshot before-upgrade: {spec: {" + field + "}}" }
	check(t, "bluegreen", []scenario{
		{name: "stateless", old: with("stateless"), new: template("image: 'flink:1.20.4'"), want: impact.JobsLost},
		{name: "savepoint", old: with("savepoint"), new: template("image: 'flink:1.20.4'"), want: impact.Restart},
		{name: "last-state", old: with("last-state"), new: template("image: 'flink:1.20.4'"), want: impact.Restart},
		{name: "option of the operator", old: with("savepoint"), new: template("flinkConfiguration: {kubernetes.operator.savepoint.history.max.count: '5'}"), want: impact.InPlace},
		{name: "suspended", old: with("savepoint"), new: template("job: {state: suspended}"), want: impact.Restart},
		{name: "started from a savepoint", old: with("savepoint"), new: template("job: {savepointRedeployNonce: 1, initialSavepointPath: 's3://flink/savepoints/1'}"), want: impact.JobsLost},
		{name: "its own options and Ingress", old: with("savepoint"), new: "patch:\nFlinkBlueGreenDeployment orders: {spec: {configuration: {kubernetes.operator.bluegreen.abort.grace-period: 5 min}, ingress: {template: 'ui.example.com/{{name}}'}}}", want: impact.InPlace},
		{name: "metadata of the template", old: with("savepoint"), new: "patch:\nFlinkBlueGreenDeployment orders: {spec: {template: {metadata: {labels: {a: b}}}}}", want: impact.None},
		{name: "without a job", old: with("savepoint"), new: template("job: null"), want: impact.Refused},
		{name: "deleted", old: with("savepoint"), new: "", want: impact.Delete},

		{name: "a snapshot", old: "", new: snapshot, want: impact.Create},
		{name: "another path of a snapshot", old: snapshot, new: spec("savepoint: {path: 's3://flink/savepoints/2'}"), want: impact.Deferred},
		{name: "disposeOnDelete of a snapshot", old: snapshot, new: spec("savepoint: {disposeOnDelete: false}"), want: impact.InPlace},
		{name: "a snapshot deleted", old: snapshot, new: "", want: impact.Delete},
		{name: "a snapshot deleted that is kept", old: strings.ReplaceAll(snapshot, "savepoint: {", "savepoint: {disposeOnDelete: false, "), new: "", want: impact.Delete},
		{name: "a checkpoint deleted", old: strings.ReplaceAll(snapshot, "savepoint: {path: s3://flink/savepoints/1}", "checkpoint: {}"), new: "", want: impact.Delete},
	})
}
