package v1alpha1

import corev1 "k8s.io/api/core/v1"

// VolumeStorage is a volume that JobManager and TaskManagers mount: one of an existing claim, or of a claim that is
// emitted for the session and that Argo CD and Flux neither prune nor delete.
type VolumeStorage struct {
	// ClaimName names a PersistentVolumeClaim in the session's namespace that exists already. It must be ReadWriteMany.
	// Default: a claim named <name>-state is emitted. FlinkDeployment
	// spec.podTemplate.spec.volumes[].persistentVolumeClaim.claimName.
	ClaimName ObjectName `json:"claimName,omitempty"`

	// +kubebuilder:example="100Gi"

	// Size of the claim that is emitted, such as 100Gi. Required without claimName. PersistentVolumeClaim
	// spec.resources.requests.storage.
	Size string `json:"size,omitempty"`

	// StorageClassName of the claim that is emitted. Default: the environment's volume.storageClassName, else the
	// cluster's default. PersistentVolumeClaim spec.storageClassName.
	StorageClassName ObjectName `json:"storageClassName,omitempty"`

	// AccessModes of the claim that is emitted. ReadWriteMany must be among them, since the pods on all nodes write
	// high-availability metadata and checkpoints. Default: ReadWriteMany. PersistentVolumeClaim spec.accessModes.
	AccessModes []corev1.PersistentVolumeAccessMode `json:"accessModes,omitempty"`

	// +kubebuilder:default="/opt/flink/state"

	// MountPath of the volume in every pod; directories begin with file:// and it. Default: /opt/flink/state.
	MountPath string `json:"mountPath,omitempty"`

	// +kubebuilder:validation:Minimum=0

	// FSGroup is the group that may write to the volume, for volumes whose files Kubernetes gives to a group.
	// Default: 9999, the group flink of the official image. FlinkDeployment
	// spec.podTemplate.spec.securityContext.fsGroup.
	FSGroup *int64 `json:"fsGroup,omitempty"`
}

// EnvironmentVolume says which volumes there are.
type EnvironmentVolume struct {
	// StorageClassName of the claims that are emitted, one that gives ReadWriteMany volumes. Default: the cluster's
	// default.
	StorageClassName ObjectName `json:"storageClassName,omitempty"`
}
