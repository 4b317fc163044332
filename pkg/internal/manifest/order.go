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
	"$patch", "apiVersion", "apiGroup", "group", "version", "kind", "metadata",
	"name", "namespace", "labels", "annotations",
	// entries of lists: JSON6902 operations, items of volumes, paths of an Ingress, tolerations
	"op", "key", "operator", "path", "pathType", "target", "value", "values", "valueFrom", "effect",
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
	// FlinkDeployment, FlinkSessionJob
	"restartNonce", "flinkConfiguration", "logConfiguration",
	"parallelism", "upgradeMode", "state",
	"spec", "template", "podTemplate", "jobManager", "taskManager", "job",
	"data", "binaryData", "stringData",
}

var rank = func() map[string]int {
	ranks := make(map[string]int, len(order))
	for i, key := range order {
		ranks[key] = i - len(order) // unknown keys have rank 0 and so come last
	}
	return ranks
}()

// place says what kind of map a value stands in.
type place int

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

// below returns the place of what stands under key.
func (p place) below(key string) place {
	if p != fields {
		return p
	}
	return freeMaps[key]
}

// rank is a key's place among its siblings; equal ranks stand by alphabet.
func (p place) rank(key string) int {
	if p != fields {
		return 0
	}
	return rank[key]
}

// CompareKeys orders the keys of a map of an API type, such as a container, as people write them.
func CompareKeys(a, b string) int {
	return cmp.Or(cmp.Compare(rank[a], rank[b]), strings.Compare(a, b))
}
