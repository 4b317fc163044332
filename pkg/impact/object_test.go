package impact_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: console, namespace: streampark}
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: fast
  resources: {requests: {storage: 10Gi}}
`

const keptClaim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: console
  namespace: streampark
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
    kustomize.toolkit.fluxcd.io/prune: disabled
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 10Gi}}
`

const streamPark = `apiVersion: apps/v1
kind: Deployment
metadata: {name: console, namespace: streampark}
spec:
  replicas: 1
  selector: {matchLabels: {app.kubernetes.io/name: streampark}}
  strategy: {type: Recreate}
  template:
    metadata: {labels: {app.kubernetes.io/name: streampark}, annotations: {flinkustomize.dev/config-sha256: a}}
    spec:
      containers:
      - name: streampark
        image: apache/streampark:2.1.6
        envFrom: [{secretRef: {name: database}}]
        volumeMounts: [{name: config, mountPath: /streampark/conf/config.yaml, subPath: config.yaml}, {name: hive, mountPath: /hive}]
      volumes:
      - {name: config, configMap: {name: console-config}}
      - {name: hive, configMap: {name: hive-site}}
`

const dashboard = `apiVersion: v1
kind: ConfigMap
metadata: {name: flink-session-dashboard, namespace: streaming}
data:
  flink-session.json: |
    {"schemaVersion":42,"panels":[{"title":"Heap"}]}
`

const grafanaDashboard = `apiVersion: grafana.integreatly.org/v1beta1
kind: GrafanaDashboard
metadata: {name: flink-session, namespace: streaming}
spec:
  instanceSelector: {matchLabels: {dashboards: grafana}}
  folder: Flink
  configMapRef: {name: flink-session-dashboard, key: flink-session.json}
`

const configMap = `apiVersion: v1
kind: ConfigMap
metadata: {name: NAME, namespace: streampark}
data:
  config.yaml: |
    server: {port: 10000}
    password: supersecretpassword1
    mode: prod
`

const service = `apiVersion: v1
kind: Service
metadata: {name: console, namespace: streampark}
spec:
  clusterIP: None
  selector: {app: streampark}
  ports: [{name: http, port: 10000}]
`

const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: console, namespace: streampark}
spec:
  ingressClassName: nginx
  rules:
  - host: streampark.example.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: console, port: {name: http}}}}]}
`

const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: flink, namespace: streaming}
rules:
- {apiGroups: [""], resources: [pods, configmaps], verbs: [get, list, create]}
`

const roleBinding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: flink, namespace: streaming}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: flink}
subjects: [{kind: ServiceAccount, name: flink}]
`

const networkPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: flink, namespace: streaming}
spec:
  podSelector: {matchLabels: {app: analytics}}
  policyTypes: [Ingress]
  ingress:
  - ports: [{port: 8081}, {port: 6123}]
`

const statefulSet = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store, namespace: streaming}
spec:
  serviceName: store
  replicas: 1
  selector: {matchLabels: {app: store}}
  template: {metadata: {labels: {app: store}}, spec: {containers: [{name: store, image: "store:1"}]}}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 1Gi}}}}]
`

const batchJob = `apiVersion: batch/v1
kind: Job
metadata: {name: register-108d3d4e, namespace: streampark, annotations: {a: b}}
spec:
  backoffLimit: 3
  template: {spec: {restartPolicy: Never, containers: [{name: register, image: "python:3.13"}]}}
`

// TestOtherObjects has what becomes of the objects beside Flink's.
func TestOtherObjects(t *testing.T) {
	spec := func(object, field string) string { return "patch:\n" + object + ": {spec: {" + field + "}}" }
	config := strings.ReplaceAll(configMap, "NAME", "console-config")
	hive := strings.ReplaceAll(strings.ReplaceAll(configMap, "NAME", "hive-site"), "    password: supersecretpassword1\n", "")
	secret := strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(config, "ConfigMap", "Secret"), "\ndata:", "\nstringData:"), "console-config", "database")
	metadata := func(object string) string { return "patch:\n" + object + ": {metadata: {labels: {a: b}}}" }
	check(t, "objects", []scenario{
		{name: "claim: larger", old: claim, new: spec("PersistentVolumeClaim console", "resources: {requests: {storage: 20Gi}}"), want: impact.InPlace},
		{name: "claim: the same size", old: claim, new: spec("PersistentVolumeClaim console", "resources: {requests: {storage: 10240Mi}}"), want: impact.None},
		{name: "claim: smaller", old: claim, new: spec("PersistentVolumeClaim console", "resources: {requests: {storage: 5Gi}}"), want: impact.Refused},
		{name: "claim: storageClassName", old: claim, new: spec("PersistentVolumeClaim console", "storageClassName: slow"), want: impact.Refused},
		{name: "claim: accessModes", old: claim, new: spec("PersistentVolumeClaim console", "accessModes: [ReadWriteMany]"), want: impact.Refused},
		{name: "claim: label", old: claim, new: metadata("PersistentVolumeClaim console"), want: impact.InPlace},
		{name: "claim: deleted", old: claim, new: "", want: impact.Delete},
		{name: "claim: deleted, but kept", old: keptClaim, new: "", want: impact.Delete},
		{name: "claim: renamed", old: claim, new: strings.ReplaceAll(claim, "name: console", "name: other"), want: impact.Replace},
		{name: "claim: renamed, but kept", old: keptClaim, new: strings.ReplaceAll(keptClaim, "name: console", "name: other"), want: impact.Replace},

		{name: "StreamPark: image", old: streamPark, new: strings.ReplaceAll(streamPark, "2.1.6", "2.1.7"), want: impact.Restart},
		{name: "StreamPark: configuration", old: streamPark + "---\n" + config, new: strings.ReplaceAll(streamPark+"---\n"+config, "sha256: a", "sha256: b"), want: impact.Restart},
		{name: "StreamPark: replicas", old: streamPark, new: spec("Deployment console", "replicas: 0"), want: impact.Restart},
		{name: "StreamPark: strategy", old: streamPark, new: spec("Deployment console", "strategy: {type: RollingUpdate}"), want: impact.InPlace},
		{name: "StreamPark: selector", old: streamPark, new: spec("Deployment console", "selector: {matchLabels: {a: b}}"), want: impact.Refused},
		{name: "StreamPark: label", old: streamPark, new: metadata("Deployment console"), want: impact.InPlace},
		{name: "StreamPark: deleted", old: streamPark, new: "", want: impact.Delete},
		{name: "StreamPark: renamed", old: streamPark, new: strings.ReplaceAll(streamPark, "name: console,", "name: other,"), want: impact.Replace},
		{name: "another Deployment", old: strings.ReplaceAll(strings.ReplaceAll(streamPark, "streampark", "proxy"), "Recreate", "RollingUpdate"), new: strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(streamPark, "streampark", "proxy"), "Recreate", "RollingUpdate"), "2.1.6", "2.1.7"), want: impact.Restart},

		{name: "ConfigMap: mounted by subPath", old: streamPark + "---\n" + config, new: strings.ReplaceAll(streamPark+"---\n"+config, "mode: prod", "mode: test"), want: impact.Deferred},
		{name: "ConfigMap: mounted", old: streamPark + "---\n" + hive, new: strings.ReplaceAll(streamPark+"---\n"+hive, "mode: prod", "mode: test"), want: impact.Deferred},
		{name: "ConfigMap: a password", old: config, new: strings.ReplaceAll(config, "supersecretpassword1", "supersecretpassword2"), want: impact.Deferred},
		{name: "ConfigMap: immutable", old: config + "immutable: true\n", new: strings.ReplaceAll(config+"immutable: true\n", "mode: prod", "mode: test"), want: impact.Refused},
		{name: "ConfigMap: a dashboard", old: dashboard, new: strings.ReplaceAll(dashboard, "Heap", "Used heap"), want: impact.InPlace},
		{name: "ConfigMap: a dashboard more", old: config, new: config + strings.SplitAfter(dashboard, "data:\n")[1], want: impact.InPlace},
		{name: "ConfigMap: other JSON", old: dashboard, new: strings.ReplaceAll(dashboard, "panels", "panes"), want: impact.Deferred},
		{name: "ConfigMap: made immutable", old: config, new: config + "immutable: true\n", want: impact.InPlace},
		{name: "ConfigMap: hashed name", old: strings.ReplaceAll(config, "console-config", "console-config-2tbf5k8mhh"), new: strings.ReplaceAll(strings.ReplaceAll(config, "console-config", "console-config-6ct58987ht"), "prod", "test"), want: impact.InPlace},
		{name: "ConfigMap: deleted, and still mounted", old: streamPark + "---\n" + config, new: streamPark, want: impact.Delete},
		{name: "Secret: environment variable", old: streamPark + "---\n" + secret, new: strings.ReplaceAll(streamPark+"---\n"+secret, "mode: prod", "mode: test"), want: impact.Deferred},
		{name: "Secret: type", old: secret + "type: Opaque\n", new: secret + "type: kubernetes.io/tls\n", want: impact.Refused},

		{name: "ConfigMap: sessions that StreamPark registers", old: registration, new: strings.ReplaceAll(registration, "analytics", "reports"), want: impact.Deferred},

		{name: "Service: port", old: service, new: strings.ReplaceAll(service, "port: 10000", "port: 8080"), want: impact.InPlace},
		{name: "Service: selector", old: service, new: strings.ReplaceAll(service, "app: streampark", "app: other"), want: impact.InPlace},
		{name: "Service: type", old: service, new: spec("Service console", "type: LoadBalancer"), want: impact.InPlace},
		{name: "Service: clusterIP", old: service, new: spec("Service console", "clusterIP: 10.0.0.1"), want: impact.Refused},
		{name: "Service: renamed", old: service, new: strings.ReplaceAll(service, "name: console", "name: other"), want: impact.Replace},
		{name: "Service: deleted", old: service, new: "", want: impact.Delete},

		{name: "Ingress: host", old: ingress, new: strings.ReplaceAll(ingress, "streampark.example.com", "sp.example.com"), want: impact.InPlace},
		{name: "Ingress: class", old: ingress, new: spec("Ingress console", "ingressClassName: traefik"), want: impact.InPlace},
		{name: "Ingress: annotation", old: ingress, new: "patch:\nIngress console: {metadata: {annotations: {a: b}}}", want: impact.InPlace},
		{name: "Ingress: deleted", old: ingress, new: "", want: impact.Delete},
		{name: "Ingress: renamed", old: ingress, new: strings.Replace(ingress, "name: console", "name: other", 1), want: impact.Replace},

		{name: "Role: more rules", old: role, new: strings.ReplaceAll(role, "create]", "create, delete]"), want: impact.InPlace},
		{name: "Role: fewer rules", old: role, new: strings.ReplaceAll(role, ", create]", "]"), want: impact.RecoveryAtRisk},
		{name: "Role: the same rules for all verbs", old: role, new: strings.ReplaceAll(role, "[get, list, create]", `["*"]`), want: impact.InPlace},
		{name: "Role: deleted", old: role, new: "", want: impact.Delete},
		{name: "RoleBinding: roleRef", old: roleBinding, new: strings.ReplaceAll(roleBinding, "kind: Role, name: flink", "kind: Role, name: other"), want: impact.Refused},
		{name: "RoleBinding: subject", old: roleBinding, new: strings.ReplaceAll(roleBinding, "ServiceAccount, name: flink", "ServiceAccount, name: other"), want: impact.InPlace},
		{name: "ServiceAccount: annotation", old: account, new: "patch:\nServiceAccount flink: {metadata: {annotations: {a: b}}}", want: impact.InPlace},
		{name: "ServiceAccount: renamed", old: account, new: strings.ReplaceAll(account, "name: flink", "name: other"), want: impact.Replace},

		{name: "NetworkPolicy: a port less", old: networkPolicy, new: strings.ReplaceAll(networkPolicy, ", {port: 6123}", ""), want: impact.InPlace},
		{name: "NetworkPolicy: a rule more", old: networkPolicy, new: networkPolicy + "  - ports: [{port: 9249}]\n", want: impact.InPlace},
		{name: "NetworkPolicy: new", old: "", new: networkPolicy, want: impact.Create},
		{name: "NetworkPolicy: deleted", old: networkPolicy, new: "", want: impact.Delete},

		{name: "StatefulSet: image", old: statefulSet, new: strings.ReplaceAll(statefulSet, "store:1", "store:2"), want: impact.Restart},
		{name: "StatefulSet: claim templates", old: statefulSet, new: strings.ReplaceAll(statefulSet, "1Gi", "2Gi"), want: impact.Refused},
		{name: "StatefulSet: replicas", old: statefulSet, new: spec("StatefulSet store", "replicas: 2"), want: impact.InPlace},
		{name: "StatefulSet: deleted", old: statefulSet, new: "", want: impact.Delete},
		{name: "DaemonSet: image", old: strings.ReplaceAll(statefulSet, "StatefulSet", "DaemonSet"), new: strings.ReplaceAll(strings.ReplaceAll(statefulSet, "StatefulSet", "DaemonSet"), "store:1", "store:2"), want: impact.Restart},

		{name: "Job: another hash", old: batchJob, new: strings.ReplaceAll(strings.ReplaceAll(batchJob, "108d3d4e", "9aa8f001"), "3.13", "3.14"), want: impact.InPlace},
		{name: "Job: the same name", old: batchJob, new: strings.ReplaceAll(batchJob, "3.13", "3.14"), want: impact.Refused},
		{name: "Job: the same name, replaced", old: forced(batchJob), new: strings.ReplaceAll(forced(batchJob), "3.13", "3.14"), want: impact.Restart},
		{name: "Job: backoffLimit", old: batchJob, new: spec("Job register-108d3d4e", "backoffLimit: 5"), want: impact.InPlace},
		{name: "Job: new", old: "", new: batchJob, want: impact.Create},
		{name: "CronJob", old: strings.ReplaceAll(batchJob, "kind: Job", "kind: CronJob"), new: strings.ReplaceAll(strings.ReplaceAll(batchJob, "kind: Job", "kind: CronJob"), "3.13", "3.14"), want: impact.Deferred},

		{name: "PodMonitor", old: other("monitoring.coreos.com/v1", "PodMonitor", "a"), new: other("monitoring.coreos.com/v1", "PodMonitor", "b"), want: impact.InPlace},
		{name: "ServiceMonitor deleted", old: other("monitoring.coreos.com/v1", "ServiceMonitor", "a"), new: "", want: impact.Delete},
		{name: "GrafanaDashboard", old: grafanaDashboard, new: strings.ReplaceAll(grafanaDashboard, "Flink", "Streams"), want: impact.InPlace},
		{name: "GrafanaDashboard: other Grafanas", old: grafanaDashboard, new: strings.ReplaceAll(grafanaDashboard, "grafana}", "other}"), want: impact.Refused},
		{name: "PrometheusRule", old: other("monitoring.coreos.com/v1", "PrometheusRule", "a"), new: other("monitoring.coreos.com/v1", "PrometheusRule", "b"), want: impact.InPlace},
		{name: "PrometheusRule deleted", old: other("monitoring.coreos.com/v1", "PrometheusRule", "a"), new: "", want: impact.Delete},
		{name: "PodDisruptionBudget", old: other("policy/v1", "PodDisruptionBudget", "a"), new: other("policy/v1", "PodDisruptionBudget", "b"), want: impact.InPlace},
		{name: "Namespace deleted", old: other("v1", "Namespace", "a"), new: "", want: impact.Delete},
		{name: "Middleware", old: other("traefik.io/v1alpha1", "Middleware", "a"), new: other("traefik.io/v1alpha1", "Middleware", "b"), want: impact.InPlace},
		{name: "Middleware deleted", old: other("traefik.io/v1alpha1", "Middleware", "a"), new: "", want: impact.Delete},
		{name: "an unknown kind", old: other("example.com/v1", "Widget", "a"), new: other("example.com/v1", "Widget", "b"), want: impact.Unknown},
		{name: "an unknown kind deleted", old: other("example.com/v1", "Widget", "a"), new: "", want: impact.Delete},
	})
}

const account = `apiVersion: v1
kind: ServiceAccount
metadata: {name: flink, namespace: streaming}
`

func forced(job string) string {
	return strings.ReplaceAll(job, "{a: b}", `{argocd.argoproj.io/sync-options: "Force=true,Replace=true", kustomize.toolkit.fluxcd.io/force: enabled}`)
}

func other(version, kind, value string) string {
	return "apiVersion: " + version + "\nkind: " + kind + "\nmetadata: {name: one, namespace: streaming}\nspec: {field: " + value + "}\n"
}
