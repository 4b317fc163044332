package v1beta1

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// FlinkDeployment is a Flink cluster run by the operator: a session cluster, or with spec.job an application cluster.
//
// +kubebuilder:object:root=true
type FlinkDeployment struct {
	metav1.TypeMeta `json:",inline"`

	// ObjectMeta is the standard metadata. The name is Flink's cluster id and the stem of every object that the operator creates.
	metav1.ObjectMeta `json:"metadata,omitzero"`

	// Spec is the desired cluster. A canary resource has none.
	Spec FlinkDeploymentSpec `json:"spec,omitzero"`

	// Status is what the operator reports. It is a pointer so that a manifest never carries it.
	Status *FlinkDeploymentStatus `json:"status,omitempty"`
}

// FlinkDeploymentList is a list of FlinkDeployments, as the API server answers it.
//
// +kubebuilder:object:root=true
type FlinkDeploymentList struct {
	metav1.TypeMeta `json:",inline"`

	// ListMeta is the standard metadata of a list.
	metav1.ListMeta `json:"metadata,omitzero"`

	// Items are the FlinkDeployments.
	Items []FlinkDeployment `json:"items"`
}

// FlinkDeploymentSpec is the desired state of a Flink cluster.
type FlinkDeploymentSpec struct {
	// Image is the container image of JobManager and TaskManagers. Absent, Flink's own default image is used, of the Flink version
	// that is bundled with the operator, whatever flinkVersion says: always set it. Since 1.0; a change restarts the cluster.
	Image string `json:"image,omitempty"`

	// ImagePullPolicy is IfNotPresent, Always or Never; absent it is IfNotPresent. Admission does not look at it, another value
	// fails later. Since 1.0; a change restarts the cluster.
	ImagePullPolicy corev1.PullPolicy `json:"imagePullPolicy,omitempty"`

	// FlinkVersion is the Flink version of the image, spelt v<major>_<minor>, such as v1_20; which ones there are depends on the
	// operator release. Required by the operator. Since 1.0; a change restarts the cluster.
	FlinkVersion string `json:"flinkVersion,omitempty"`

	// Mode says who starts TaskManagers: native (the JobManager) or standalone (a Deployment). Absent it is native. Since 1.2;
	// the operator refuses a change.
	Mode Mode `json:"mode,omitempty"`

	// ServiceAccount is the ServiceAccount of JobManager and TaskManager pods, which the operator does not create. Required by the
	// operator. Since 1.0; a change restarts the cluster.
	ServiceAccount string `json:"serviceAccount,omitempty"`

	// Ingress has the operator create an Ingress for Flink's web UI. Absent, there is none. Since 1.0; a change of anything in it,
	// even of an annotation, restarts the cluster.
	Ingress *IngressSpec `json:"ingress,omitempty"`

	// FlinkConfiguration is Flink's configuration, one flat key for each option. Since 1.13 the CRD takes nested values, numbers
	// and booleans too; flat keys with string values are what every release takes, so that is what this type holds. Since 1.0;
	// a change restarts the cluster, except of kubernetes.operator.*, parallelism.default and (since 1.7) job.autoscaler.*.
	FlinkConfiguration map[string]string `json:"flinkConfiguration,omitempty"`

	// LogConfiguration is the content of the logging configuration by file name, LogConfigLog4j or LogConfigLogback; the operator
	// refuses other names. Present, it replaces all of the operator's default files; absent, those are used. Since 1.0; a change
	// restarts the cluster.
	LogConfiguration map[string]string `json:"logConfiguration,omitempty"`

	// PodTemplate is common to JobManager and TaskManager pods; each one's own template is merged over it, lists by position unless
	// kubernetes.operator.pod-template.merge-arrays-by-name is true. The main container is flink-main-container. The CRD's schema is
	// that of a whole Pod, frozen at the Kubernetes version the operator release was built with: newer fields are dropped. Since
	// 1.0; a change restarts the cluster.
	PodTemplate *corev1.PodTemplateSpec `json:"podTemplate,omitempty"`

	// JobManager is the JobManager's size and shape. Present, even empty, it overrides kubernetes.jobmanager.replicas in
	// FlinkConfiguration. Since 1.0; a change restarts the cluster.
	JobManager *JobManagerSpec `json:"jobManager,omitempty"`

	// TaskManager is the TaskManagers' size and shape. Since 1.0; a change restarts the cluster, except for what the field
	// replicas says.
	TaskManager *TaskManagerSpec `json:"taskManager,omitempty"`

	// Job is the job of an application cluster; a cluster without it is a session cluster. Since 1.0; the operator refuses to
	// add or remove it later.
	Job *JobSpec `json:"job,omitempty"`

	// RestartNonce restarts the cluster when it changes to another value; to remove it does nothing. Since 1.0.
	RestartNonce *int64 `json:"restartNonce,omitempty"`
}

// JobManagerSpec is the size and shape of the JobManager.
type JobManagerSpec struct {
	// Replicas is the number of JobManagers, 1 or more; absent it is 1. More than 1 demands high availability. Since 1.0; a
	// change restarts the cluster.
	Replicas *int32 `json:"replicas,omitempty"`

	// Resource is the size of the JobManager's container. The operator demands a memory size here or in FlinkConfiguration.
	// Since 1.0, deprecated on the main branch; a change restarts the cluster.
	Resource *Resource `json:"resource,omitempty"`

	// Resources are requests and limits as Kubernetes has them, and win over Resource when they hold any. Not in any release
	// up to 1.15, which drop them silently: main branch only. A change restarts the cluster, the one from Resource included.
	Resources *corev1.ResourceRequirements `json:"resources,omitempty"`

	// PodTemplate is merged over the common template for JobManager pods. Since 1.0; a change restarts the cluster.
	PodTemplate *corev1.PodTemplateSpec `json:"podTemplate,omitempty"`
}

// TaskManagerSpec is the size and shape of the TaskManagers.
type TaskManagerSpec struct {
	// Replicas is the number of TaskManagers, 1 or more, of a standalone cluster; absent it is 1 for a session cluster. A native
	// session cluster starts TaskManagers as jobs demand them, whatever this says. It is what the scale subresource writes.
	// Since 1.1; a change scales a standalone application cluster in place when it runs with scheduler-mode REACTIVE, with which no
	// session cluster starts, and else restarts the cluster.
	Replicas *int32 `json:"replicas,omitempty"`

	// Resource is the size of each TaskManager's container. The operator demands a memory size here or in FlinkConfiguration; a
	// standalone cluster needs the cpu too. Since 1.0, deprecated on the main branch; a change restarts the cluster.
	Resource *Resource `json:"resource,omitempty"`

	// Resources are requests and limits as Kubernetes has them, and win over Resource when they hold any. Not in any release
	// up to 1.15, which drop them silently: main branch only. A change restarts the cluster, the one from Resource included.
	Resources *corev1.ResourceRequirements `json:"resources,omitempty"`

	// PodTemplate is merged over the common template for TaskManager pods. Since 1.0; a change restarts the cluster.
	PodTemplate *corev1.PodTemplateSpec `json:"podTemplate,omitempty"`
}

// Resource is the size of a Flink container, request and limit alike.
type Resource struct {
	// CPU is the number of cores, a JSON number: the API server refuses a string. Absent it is 1 for a JobManager and the number
	// of slots for a native TaskManager. Since 1.0; a change restarts the cluster.
	CPU *float64 `json:"cpu,omitempty"`

	// Memory is the size of the whole Flink process, such as 2048m or (since 1.7) 2Gi. Flink's units are binary in either case,
	// fractions are refused. Since 1.0; a change restarts the cluster.
	Memory string `json:"memory,omitempty"`

	// EphemeralStorage is a Kubernetes quantity, such as 10Gi; absent, nothing is requested. Since 1.5; a change restarts the
	// cluster.
	EphemeralStorage string `json:"ephemeralStorage,omitempty"`
}
