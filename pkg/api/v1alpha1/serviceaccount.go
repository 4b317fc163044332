package v1alpha1

// ServiceAccount under which JobManager and TaskManagers run. Unless an environment owns a shared one, each session
// has its own, with a Role and a RoleBinding: in Native mode they grant what the operator's chart grants to Flink, in
// Standalone mode ConfigMaps for high availability with Kubernetes; without that there are none. They outlive the session,
// whose running jobs need them until its FlinkDeployment is gone: Argo CD prunes them last, Flux not at all.
type ServiceAccount struct {
	// Name of the ServiceAccount. Default: the environment's shared one, else the session's name.
	Name ObjectName `json:"name,omitempty"`

	// Create false uses a ServiceAccount, Role and RoleBinding that exist already. Default: true, unless it is the
	// environment's shared one.
	Create *bool `json:"create,omitempty"`

	// Annotations of the ServiceAccount, such as the role of a workload identity.
	Annotations map[string]*string `json:"annotations,omitempty"`
}
