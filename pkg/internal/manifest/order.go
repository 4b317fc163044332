package manifest

import (
	"cmp"
	"strings"
)

// order lists known keys as people write them, over all kinds: that one list
// can serve them all because the kinds do not contradict each other. A key
// that is not here comes after those that are, by alphabet.
var order = []string{
	// every object; target of a patch
	"$patch", "apiVersion", "apiGroup", "repoURL", "chart", "group", "version", "kind", "metadata",
	"name", "namespace",
	// rules of a PrometheusRule
	"alert", "expr", "for",
	"labels", "annotations",
	// Application of Argo CD, Kustomization of Flux
	"dependsOn", "project", "targetRevision",
	// entries of lists: JSON6902 operations, items of volumes, paths of an Ingress, tolerations
	"op", "key", "operator", "path", "pathType", "target", "value", "valueFrom", "effect",
	"host", "hosts", "secretName",
	// FlinkDeployment, FlinkSessionJob and containers
	"image", "imagePullPolicy", "flinkVersion", "mode", "serviceAccount", "deploymentName",
	"jarURI", "entryClass", "command", "args", "workingDir",
	// Service, Deployment, PodMonitor, PodDisruptionBudget, NetworkPolicy
	"type", "replicas", "minAvailable", "maxUnavailable", "selector", "podSelector", "matchLabels",
	"matchExpressions", "namespaceSelector", "policyTypes", "strategy", "ingressClassName", "className", "tls", "rules",
	"podTargetLabels", "podMetricsEndpoints", "endpoints", "roleRef", "subjects",
	"from", "to", "ingress", "egress",
	// ports
	"containerPort", "protocol", "port", "targetPort", "ports", "interval",
	// HelmRelease of Flux; what is to be matched in affinities
	"releaseName", "install", "upgrade", "values",
	"envFrom", "env",
	// Role, claims, jobManager and taskManager; kustomization.yaml
	"accessModes", "storageClassName",
	"apiGroups", "resource", "resources", "resourceNames", "verbs", "requests", "limits", "cpu", "memory",
	"components", "configurations", "patches", "sortOptions",
	// volumeMounts
	"mountPath", "subPath", "readOnly", "volumeMounts",
	"startupProbe", "livenessProbe", "readinessProbe", "httpGet", "lifecycle",
	// pods
	"serviceAccountName", "imagePullSecrets", "nodeSelector", "affinity", "tolerations", "securityContext",
	"initContainers", "containers", "volumes",
	// Application of Argo CD, Kustomization of Flux
	"retryInterval", "timeout", "prune", "selfHeal", "wait", "deletionPolicy", "sourceRef", "healthCheckExprs",
	"inProgress", "failed", "current", "goTemplate", "goTemplateOptions", "generators",
	"source", "destination", "syncPolicy", "automated", "limit",
	// FlinkDeployment, FlinkSessionJob
	"restartNonce", "flinkConfiguration", "logConfiguration",
	"parallelism", "upgradeMode", "state",
	"spec", "configuration", "template", "podTemplate", "jobManager", "taskManager", "job",
	"data", "binaryData", "stringData",
}

// known is what the encoder has to know of a key.
type known struct {
	rank  int16 // among its siblings; unknown keys have rank 0 and so come last
	below place // where what stands under it is
	bare  bool  // it needs no quotes
}

var keys = func() map[string]known {
	all := make(map[string]known, len(order)+len(freeMaps))
	for key, below := range freeMaps {
		all[key] = known{below: below, bare: plain(key)}
	}
	for i, key := range order {
		all[key] = known{int16(i - len(order)), freeMaps[key], plain(key)}
	}
	return all
}()

// place says what kind of map a value stands in.
type place uint8

const (
	fields   place = iota // of an API type: known keys by rank
	freeMap               // the author's own keys: by alphabet
	settings              // flinkConfiguration: by alphabet, values quoted
)

var freeMaps = map[string]place{
	"labels": freeMap, "annotations": freeMap, "matchLabels": freeMap, "nodeSelector": freeMap,
	"data": freeMap, "binaryData": freeMap, "stringData": freeMap, "logConfiguration": freeMap,
	"flinkConfiguration": settings,
}

// key is what a key in the place is; equal ranks stand by alphabet.
func (p place) key(name string) known {
	if p != fields {
		return known{below: p, bare: plain(name)}
	}
	if key, ok := keys[name]; ok {
		return key
	}
	return known{bare: plain(name)}
}

// CompareKeys orders the keys of a map of an API type, such as a container, as people write them.
func CompareKeys(a, b string) int {
	return cmp.Or(cmp.Compare(keys[a].rank, keys[b].rank), strings.Compare(a, b))
}
