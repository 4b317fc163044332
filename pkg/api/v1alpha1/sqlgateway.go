package v1alpha1

// SQLGateway runs Flink's SQL Gateway beside a session: a Deployment of the session's image and a Service, named
// <session>-sql-gateway, that answer the gateway's REST interface at port 8083 and run SQL in the session. It needs Flink 1.17.
//
// It gets the session's jars in lib and the client configuration of Hive, and what the session's configuration says for jobs (execution.*,
// pipeline.*, table.*, restart-strategy.* and parallelism.default). There is one gateway, since its clients' sessions are in its memory.
// It asks nobody who they are: whoever reaches the Service may run any SQL. With tls.rest it answers HTTPS alone, as the session does.
type SQLGateway struct {
	// Enabled false turns the gateway off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:default="500m"
	// +kubebuilder:example="500m"

	// CPU that the gateway requests, in cores such as 1 or 500m; it has no limit. Default: 500m.
	CPU Cores `json:"cpu,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9]{1,9}(\.[0-9]{1,3})?[KMGTP]i$`
	// +kubebuilder:default="2Gi"

	// Memory of the container, request and limit, such as 2Gi. The heap is 70 percent of it. Default: 2Gi.
	Memory string `json:"memory,omitempty"`

	// Configuration holds options of the gateway, each with the value as text, such as sql-gateway.session.idle-timeout; and those that
	// jobs get otherwise than the session's configuration says them.
	Configuration map[string]*string `json:"configuration,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) merges with what is emitted and with lower levels by the rules of Kubernetes' strategic
	// merge. The main container is sql-gateway.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`
}
