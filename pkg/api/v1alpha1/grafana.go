package v1alpha1

// EnvironmentGrafana has dashboards for what runs in an environment delivered to Grafana: those for sessions, applications, StreamParks
// and the operator, each once, whatever number of apps it is for. They are written into environments/<name>/shared.
type EnvironmentGrafana struct {
	// +kubebuilder:default=ConfigMap

	// Delivery is ConfigMap for a sidecar that collects dashboards by a label, as the charts of Grafana and
	// kube-prometheus-stack have, or GrafanaDashboard for the Grafana Operator (grafana.integreatly.org/v1beta1), version 5.
	// Default: ConfigMap.
	Delivery GrafanaDelivery `json:"delivery,omitempty"`

	// +kubebuilder:validation:Pattern=`^https://[^\s@?#]+$`
	// +kubebuilder:example="https://grafana.example.com"

	// URL of Grafana, such as https://grafana.example.com, below which list and the report say where the dashboards of each app are: /d/ and the UID. It is in no
	// object. Default: they say nothing.
	URL string `json:"url,omitempty"`

	// +kubebuilder:example="Flink"

	// Folder of Grafana in which the dashboards stand, such as Flink. With ConfigMap it needs sidecar.dashboards.folderAnnotation and
	// provider.foldersFromFilesStructure in the values of the chart. Default: Grafana's own.
	Folder string `json:"folder,omitempty"`

	// +kubebuilder:default=grafana_folder

	// FolderAnnotation is the annotation that tells the sidecar the folder. Only with ConfigMap and a folder. Default:
	// grafana_folder.
	FolderAnnotation string `json:"folderAnnotation,omitempty"`

	// Labels by which the sidecar finds the ConfigMaps; with GrafanaDashboard they are those of the GrafanaDashboards. Default:
	// with ConfigMap grafana_dashboard: "1", else none.
	Labels map[string]*string `json:"labels,omitempty"`

	// InstanceSelector holds the labels of the Grafanas that show the dashboards. Required with GrafanaDashboard, where it must not
	// change later: GrafanaDashboard spec.instanceSelector.matchLabels.
	InstanceSelector map[string]*string `json:"instanceSelector,omitempty"`

	// AllowCrossNamespaceImport true lets Grafanas of other namespaces show the dashboards, without which they do not. Only with
	// GrafanaDashboard. Default: false. GrafanaDashboard spec.allowCrossNamespaceImport.
	AllowCrossNamespaceImport *bool `json:"allowCrossNamespaceImport,omitempty"`

	// +kubebuilder:default=false

	// Operator true adds the dashboard of the Flink Kubernetes Operator, whose Prometheus reporter is off unless the values of its
	// chart turn it on. It needs operatorVersion, 1.9 or later. Default: false.
	Operator *bool `json:"operator,omitempty"`
}

// GrafanaDelivery is a way in which dashboards reach Grafana.
type GrafanaDelivery string

const (
	// GrafanaConfigMap is a ConfigMap for each dashboard, which a sidecar finds by its labels.
	GrafanaConfigMap GrafanaDelivery = "ConfigMap"

	// GrafanaDashboard is a GrafanaDashboard for each, beside the ConfigMap with its JSON.
	GrafanaDashboard GrafanaDelivery = "GrafanaDashboard"
)

// Hint says what a field is called that people know from the values of a chart, or from a GrafanaDashboard.
func (EnvironmentGrafana) Hint(field string) string {
	return map[string]string{
		"label":             "set labels",
		"annotations":       "set folder, and folderAnnotation where the sidecar reads another one",
		"type":              "set delivery",
		"matchLabels":       "set instanceSelector",
		"folderUID":         "set folder",
		"folderRef":         "set folder",
		"operatorDashboard": "set operator",
	}[field]
}
