package v1alpha1

// Mode says who starts TaskManagers.
type Mode string

const (
	// ModeNative has the JobManager start TaskManagers as jobs need them, and stop idle ones.
	ModeNative Mode = "Native"

	// ModeStandalone has the operator keep a Deployment with a fixed number of TaskManagers.
	ModeStandalone Mode = "Standalone"
)

// JobManager sizes the JobManager.
type JobManager struct {
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:default=1

	// Replicas is the number of JobManagers; more than 1 are standbys and need high availability. A jar that is uploaded
	// through one is unknown to the others unless they share a web.upload.dir, which storage.type Volume sets. Without a
	// standby Kubernetes replaces a lost JobManager by a new one. Default: 1. FlinkDeployment spec.jobManager.replicas.
	Replicas *int32 `json:"replicas,omitempty"`

	// +kubebuilder:example="1"
	// +kubebuilder:example="0.5"
	// +kubebuilder:example="500m"

	// CPU in cores, such as 1, 0.5 or 500m. Default of the operator: 1. FlinkDeployment spec.jobManager.resource.cpu.
	CPU Cores `json:"cpu,omitempty"`

	// +kubebuilder:example="2"

	// CPULimitFactor is the CPU limit of the container, as a multiple of cpu, such as 2; at least 1.
	// Default of Flink: 1. Flink option kubernetes.jobmanager.cpu.limit-factor.
	CPULimitFactor LimitFactor `json:"cpuLimitFactor,omitempty"`

	// +kubebuilder:validation:Pattern=`^0*[1-9][0-9]* *([kmgt]|[kKmMgGtT]([iI]?[bB]|[iI])|[bB]|([kK][iI][bB][iI]|[mM][eE][bB][iI]|[gG][iI][bB][iI]|[tT][eE][bB][iI])?[bB][yY][tT][eE][sS])$`
	// +kubebuilder:example="2048m"
	// +kubebuilder:example="2Gi"

	// Memory of the whole process, such as 2048m or 2Gi: a whole number with a unit. Required, unless an option in
	// flinkConfiguration sizes the process, such as jobmanager.memory.process.size. A size that Flink cannot
	// divide into its parts (with Flink's defaults, less than 577m) is refused.
	// FlinkDeployment spec.jobManager.resource.memory.
	Memory string `json:"memory,omitempty"`

	// +kubebuilder:example="1.5"

	// MemoryLimitFactor is the memory limit of the container, as a multiple of memory, such as 1.5; at least 1.
	// Default of Flink: 1. Flink option kubernetes.jobmanager.memory.limit-factor.
	MemoryLimitFactor LimitFactor `json:"memoryLimitFactor,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9]{1,9}(\.[0-9]{1,3})?[KMGTP]i$`
	// +kubebuilder:example="10Gi"

	// EphemeralStorage is the local disk of the container, such as 10Gi, requested and limit: logs, uploaded jars and other
	// temporary files. Kubernetes evicts a pod that takes more. Default: neither request nor limit.
	// FlinkDeployment spec.jobManager.resource.ephemeralStorage.
	EphemeralStorage string `json:"ephemeralStorage,omitempty"`

	// +kubebuilder:example="-XX:+UseG1GC"

	// JVMOptions stand after those of spec.jvmOptions, such as -XX:+UseG1GC. Flink option env.java.opts.jobmanager.
	JVMOptions string `json:"jvmOptions,omitempty"`

	// PodDisruptionBudget keeps a JobManager running while nodes are drained. It needs 2 or more replicas; that of a preset
	// waits for them.
	PodDisruptionBudget *PodDisruptionBudget `json:"podDisruptionBudget,omitempty"`

	// TopologySpread has JobManagers run on different nodes or in different zones, so that none of these takes all of them
	// down. It needs 2 or more replicas; that of a preset waits for them.
	TopologySpread *TopologySpread `json:"topologySpread,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) of the JobManager alone; it wins over spec.podTemplate.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`
}

// TaskManager sizes each TaskManager.
type TaskManager struct {
	// +kubebuilder:validation:Minimum=1

	// Replicas is the number of TaskManagers in mode Standalone; the JobManager decides it in mode Native, where this must
	// not be set. Default of the operator: 1. FlinkDeployment spec.taskManager.replicas.
	Replicas *int32 `json:"replicas,omitempty"`

	// +kubebuilder:example="2"
	// +kubebuilder:example="0.5"
	// +kubebuilder:example="500m"

	// CPU in cores, such as 2, 0.5 or 500m. Required in mode Standalone. Default of Flink in mode Native: the number of
	// slots. FlinkDeployment spec.taskManager.resource.cpu.
	CPU Cores `json:"cpu,omitempty"`

	// +kubebuilder:example="2"

	// CPULimitFactor is the CPU limit of the container, as a multiple of cpu, such as 2; at least 1.
	// Default of Flink: 1. Flink option kubernetes.taskmanager.cpu.limit-factor.
	CPULimitFactor LimitFactor `json:"cpuLimitFactor,omitempty"`

	// +kubebuilder:validation:Pattern=`^0*[1-9][0-9]* *([kmgt]|[kKmMgGtT]([iI]?[bB]|[iI])|[bB]|([kK][iI][bB][iI]|[mM][eE][bB][iI]|[gG][iI][bB][iI]|[tT][eE][bB][iI])?[bB][yY][tT][eE][sS])$`
	// +kubebuilder:example="8192m"
	// +kubebuilder:example="8Gi"

	// Memory of the whole process, such as 8192m or 8Gi: a whole number with a unit. Required, unless an option in
	// flinkConfiguration sizes the process, such as taskmanager.memory.flink.size. A size that Flink cannot
	// divide into its parts (with Flink's defaults, less than 982m) is refused.
	// FlinkDeployment spec.taskManager.resource.memory.
	Memory string `json:"memory,omitempty"`

	// +kubebuilder:example="1.5"

	// MemoryLimitFactor is the memory limit of the container, as a multiple of memory, such as 1.5; at least 1.
	// Default of Flink: 1. Flink option kubernetes.taskmanager.memory.limit-factor.
	MemoryLimitFactor LimitFactor `json:"memoryLimitFactor,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9]{1,9}(\.[0-9]{1,3})?[KMGTP]i$`
	// +kubebuilder:example="50Gi"

	// EphemeralStorage is the local disk of the container, such as 50Gi, requested and limit: the working files of RocksDB,
	// logs and other temporary files, unless a volume of the podTemplate holds them. Kubernetes evicts a pod that takes more.
	// Default: neither request nor limit.
	// FlinkDeployment spec.taskManager.resource.ephemeralStorage.
	EphemeralStorage string `json:"ephemeralStorage,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// Slots is the number of task slots of a TaskManager. Default of the operator: 1.
	// Flink option taskmanager.numberOfTaskSlots.
	Slots *int32 `json:"slots,omitempty"`

	// +kubebuilder:example="-XX:+UseG1GC"

	// JVMOptions stand after those of spec.jvmOptions, such as -XX:+UseG1GC. Flink option env.java.opts.taskmanager.
	JVMOptions string `json:"jvmOptions,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) of the TaskManagers alone; it wins over spec.podTemplate.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`
}
