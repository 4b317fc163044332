package v1beta1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// FlinkSessionJob is a job in the session cluster of a FlinkDeployment.
//
// +kubebuilder:object:root=true
type FlinkSessionJob struct {
	metav1.TypeMeta `json:",inline"`

	// ObjectMeta is the standard metadata. The operator adds the label target.session with the name of the cluster.
	metav1.ObjectMeta `json:"metadata,omitzero"`

	// Spec is the desired job.
	Spec FlinkSessionJobSpec `json:"spec,omitzero"`
}

// FlinkSessionJobList is a list of FlinkSessionJobs, as the API server answers it.
//
// +kubebuilder:object:root=true
type FlinkSessionJobList struct {
	metav1.TypeMeta `json:",inline"`

	// ListMeta is the standard metadata of a list.
	metav1.ListMeta `json:"metadata,omitzero"`

	// Items are the FlinkSessionJobs.
	Items []FlinkSessionJob `json:"items"`
}

// FlinkSessionJobSpec is the desired state of a job in a session cluster.
type FlinkSessionJobSpec struct {
	// DeploymentName is the FlinkDeployment of the session cluster, in the same namespace. It may come later than the job. Since
	// 1.0; the operator refuses a change.
	DeploymentName string `json:"deploymentName,omitempty"`

	// Job is the job itself; its jar is downloaded by the operator. Required by the operator. Since 1.0.
	Job *JobSpec `json:"job,omitempty"`

	// FlinkConfiguration is the job's own configuration, which Flink reads from 1.17 on. Since 1.0; a change upgrades the job.
	FlinkConfiguration map[string]string `json:"flinkConfiguration,omitempty"`

	// RestartNonce restarts the job when it changes to another value; to remove it does nothing. Since 1.0.
	RestartNonce *int64 `json:"restartNonce,omitempty"`
}
