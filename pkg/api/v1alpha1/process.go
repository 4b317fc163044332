package v1alpha1

// JobManager sizes the JobManager.
type JobManager struct {
	// Replicas is the number of JobManagers; more than 1 are standbys and need high availability.
	// Default: 1. FlinkDeployment spec.jobManager.replicas.
	Replicas *int32 `json:"replicas,omitempty"`

	// CPU in cores, such as 1, 0.5 or 500m. Default of the operator: 1. FlinkDeployment spec.jobManager.resource.cpu.
	CPU string `json:"cpu,omitempty"`

	// Memory of the whole process, such as 2048m or 2Gi: a whole number with a unit. Required.
	// FlinkDeployment spec.jobManager.resource.memory.
	Memory string `json:"memory,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) of the JobManager alone; it wins over spec.podTemplate.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`
}

// TaskManager sizes each TaskManager.
type TaskManager struct {
	// CPU in cores, such as 2, 0.5 or 500m. Default of Flink: the number of slots.
	// FlinkDeployment spec.taskManager.resource.cpu.
	CPU string `json:"cpu,omitempty"`

	// Memory of the whole process, such as 8192m or 8Gi: a whole number with a unit. Required.
	// FlinkDeployment spec.taskManager.resource.memory.
	Memory string `json:"memory,omitempty"`

	// Slots is the number of task slots of a TaskManager. Default of the operator: 1.
	// Flink option taskmanager.numberOfTaskSlots.
	Slots *int32 `json:"slots,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) of the TaskManagers alone; it wins over spec.podTemplate.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`
}
