package operator

import "slices"

// ForbiddenKeys lists the configuration keys that every release refuses at admission, since the operator sets them itself from the
// name and namespace of the FlinkDeployment. Sorted.
func ForbiddenKeys() []string {
	return []string{"high-availability.cluster-id", "kubernetes.cluster-id", "kubernetes.namespace"}
}

// OverriddenKey is a configuration key whose value the operator replaces, without a word, with what a typed field says.
type OverriddenKey struct {
	// Key is the configuration key, in its newest spelling or an older one.
	Key string
	// Field is the field of the FlinkDeployment that wins, such as spec.image.
	Field string
	// ApplicationOnly says that the field wins only in an application cluster; in a session cluster the key means what it says.
	ApplicationOnly bool
}

// overriddenKeys are sorted by key. Memory and cpu are those of spec.*.resource; the limit factors, which spec.*.resources of the
// operator's main branch overrides too, are free in every release.
var overriddenKeys = []OverriddenKey{
	{Key: "$internal.application.main", Field: "spec.job.entryClass", ApplicationOnly: true},
	{Key: "$internal.application.program-args", Field: "spec.job.args", ApplicationOnly: true},
	{Key: "$internal.flink.version", Field: "spec.flinkVersion"},
	{Key: "execution.savepoint.path", Field: "spec.job.initialSavepointPath", ApplicationOnly: true},
	{Key: "execution.target", Field: "spec.mode"},
	{Key: "jobmanager.memory.process.size", Field: "spec.jobManager.resource.memory"},
	{Key: "kubernetes.container.image", Field: "spec.image"},
	{Key: "kubernetes.container.image.pull-policy", Field: "spec.imagePullPolicy"},
	{Key: "kubernetes.container.image.ref", Field: "spec.image"},
	{Key: "kubernetes.internal.taskmanager.replicas", Field: "spec.taskManager.replicas"},
	{Key: "kubernetes.jobmanager.cpu", Field: "spec.jobManager.resource.cpu"},
	{Key: "kubernetes.jobmanager.cpu.amount", Field: "spec.jobManager.resource.cpu"},
	{Key: "kubernetes.jobmanager.owner.reference", Field: "metadata.uid"},
	{Key: "kubernetes.jobmanager.replicas", Field: "spec.jobManager.replicas"},
	{Key: "kubernetes.pod-template-file.jobmanager", Field: "spec.jobManager.podTemplate"},
	{Key: "kubernetes.pod-template-file.taskmanager", Field: "spec.taskManager.podTemplate"},
	{Key: "kubernetes.service-account", Field: "spec.serviceAccount"},
	{Key: "kubernetes.taskmanager.cpu", Field: "spec.taskManager.resource.cpu"},
	{Key: "kubernetes.taskmanager.cpu.amount", Field: "spec.taskManager.resource.cpu"},
	{Key: "parallelism.default", Field: "spec.job.parallelism", ApplicationOnly: true},
	{Key: "pipeline.classpaths", Field: "spec.job.jarURI", ApplicationOnly: true},
	{Key: "pipeline.jars", Field: "spec.job.jarURI", ApplicationOnly: true},
	{Key: "taskmanager.memory.process.size", Field: "spec.taskManager.resource.memory"},
}

// OverriddenKeys lists the keys of spec.flinkConfiguration that a typed field overrides when it is set, sorted by key. A manifest
// that sets both says something that does not happen. Some fields win even when they are not set: JobManager replicas as soon as
// spec.jobManager is there; the JobManager's pod template, the mode and the owner reference always.
func OverriddenKeys() []OverriddenKey {
	return slices.Clone(overriddenKeys)
}

// FindOverriddenKey finds what overrides a key of spec.flinkConfiguration, if anything does.
func FindOverriddenKey(key string) (OverriddenKey, bool) {
	for _, overridden := range overriddenKeys {
		if overridden.Key == key {
			return overridden, true
		}
	}
	return OverriddenKey{}, false
}
