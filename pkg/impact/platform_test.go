package impact_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

const operatorRelease = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: operator, namespace: flink-operator}
spec:
  chart: {spec: {chart: flink-kubernetes-operator, version: 1.14.0}}
  interval: 10m
  values:
    watchNamespaces: [reports, streaming]
    defaultConfiguration: {flink-conf.yaml: "kubernetes.operator.reconcile.interval: 15 s\n"}
`

const operatorApplication = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: operator, namespace: argocd}
spec:
  source:
    chart: flink-kubernetes-operator
    targetRevision: 1.14.0
    helm: {valuesObject: {watchNamespaces: [streaming]}}
`

const operatorCRDs = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: crds, namespace: argocd}
spec:
  source: {targetRevision: release-1.14.0, path: helm/flink-kubernetes-operator/crds}
`

const bounds = `apiVersion: v1
kind: Namespace
metadata: {name: streaming, labels: {pod-security.kubernetes.io/enforce: baseline}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: flink, namespace: streaming}
spec: {hard: {requests.cpu: "20"}}
---
apiVersion: v1
kind: LimitRange
metadata: {name: flink, namespace: streaming}
spec: {limits: [{type: Container, default: {cpu: 500m}}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: analytics-taskmanager, namespace: streaming}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: analytics}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: analytics, namespace: streaming}
spec:
  podSelector: {matchLabels: {app: analytics}}
  policyTypes: [Ingress]
  ingress:
  - from: [{podSelector: {matchLabels: {app: analytics}}}]
  - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
    ports: [{protocol: TCP, port: 9249}]
`

// cascading is an Application with the finalizer that has Argo CD delete what it made.
func cascading(application string) string {
	return strings.Replace(application, "namespace: argocd", "namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io]", 1)
}

func TestPlatform(t *testing.T) {
	release := func(spec string) string { return "patch:\nHelmRelease operator: {spec: {" + spec + "}}" }
	check(t, "platform", []scenario{
		{name: "a newer operator by Flux", old: operatorRelease, new: release("chart: {spec: {version: 1.15.0}}"), want: impact.Restart},
		{name: "the operator watches one namespace more", old: operatorRelease, new: release("values: {watchNamespaces: [archive, reports, streaming]}"), want: impact.Restart},
		{name: "the operator watches one namespace less", old: operatorRelease, new: release("values: {watchNamespaces: [streaming]}"), want: impact.Restart},
		{name: "another default of the operator", old: operatorRelease, new: release(`values: {defaultConfiguration: {flink-conf.yaml: "kubernetes.operator.reconcile.interval: 30 s\n"}}`), want: impact.Restart},
		{name: "Flux looks less often", old: operatorRelease, new: release("interval: 1h"), want: impact.InPlace},
		{name: "another chart", old: operatorRelease, new: release("chart: {spec: {chart: other, version: 2.0.0}}"), want: impact.InPlace},
		{name: "Flux no longer installs the operator", old: operatorRelease, new: "patch:\ndelete: HelmRelease operator", want: impact.Delete},
		{name: "a newer operator by Argo CD", old: operatorApplication, new: "patch:\nApplication operator: {spec: {source: {targetRevision: 1.15.0}}}", want: impact.Restart},
		{name: "Argo CD forgets the operator", old: operatorApplication, new: "patch:\ndelete: Application operator", want: impact.Delete},
		{name: "Argo CD deletes the operator", old: cascading(operatorApplication), new: "patch:\ndelete: Application operator", want: impact.Delete},
		{name: "newer CRDs", old: operatorCRDs, new: "patch:\nApplication crds: {spec: {source: {targetRevision: release-1.15.0}}}", want: impact.InPlace},
		{name: "Argo CD forgets the CRDs", old: operatorCRDs, new: "patch:\ndelete: Application crds", want: impact.Delete},
		{name: "Argo CD deletes the CRDs", old: cascading(operatorCRDs), new: "patch:\ndelete: Application crds", want: impact.Delete},

		{name: "the namespace goes", old: bounds, new: "patch:\ndelete: Namespace streaming", want: impact.Delete},
		{name: "the namespace takes restricted pods only", old: bounds, new: "patch:\nNamespace streaming: {metadata: {labels: {pod-security.kubernetes.io/enforce: restricted}}}", want: impact.InPlace},
		{name: "a lower quota", old: bounds, new: "patch:\nResourceQuota flink: {spec: {hard: {requests.cpu: '10'}}}", want: impact.InPlace},
		{name: "a higher quota", old: bounds, new: "patch:\nResourceQuota flink: {spec: {hard: {requests.cpu: '40'}}}", want: impact.InPlace},
		{name: "a quota of something else", old: bounds, new: "patch:\nResourceQuota flink: {spec: {hard: {pods: '10'}}}", want: impact.InPlace},
		{name: "no quota", old: bounds, new: "patch:\ndelete: ResourceQuota flink", want: impact.Delete},
		{name: "another limit range", old: bounds, new: "patch:\nLimitRange flink: {spec: {limits: [{type: Container, default: {cpu: 1}}]}}", want: impact.Deferred},
		{name: "no limit range", old: bounds, new: "patch:\ndelete: LimitRange flink", want: impact.Delete},
		{name: "no budget", old: bounds, new: "patch:\ndelete: PodDisruptionBudget analytics-taskmanager", want: impact.Delete},
		{name: "Prometheus may no longer come in", old: bounds, new: "patch:\nNetworkPolicy analytics: {spec: {ingress: [{from: [{podSelector: {matchLabels: {app: analytics}}}]}]}}", want: impact.InPlace},
	})
}
