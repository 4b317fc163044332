package v1alpha1

// PluginActivation says how a file system of Flink gets into its plugins folder.
type PluginActivation string

const (
	// PluginActivationCopy has an init container of the session's own image copy the plugin from /opt/flink/opt. It
	// names no version, so that a new image tag needs no other change.
	PluginActivationCopy PluginActivation = "Copy"

	// PluginActivationImage says that the image has the plugin in its plugins folder already.
	PluginActivationImage PluginActivation = "Image"
)

// PluginStorage says how Flink gets the one file system that it has for a store.
type PluginStorage struct {
	// +kubebuilder:default="Copy"

	// PluginActivation is Copy or Image. The init container that copies, flink-plugin, asks for 100m of CPU and 128Mi of
	// memory, which podTemplate may change. Default: Copy.
	PluginActivation PluginActivation `json:"pluginActivation,omitempty"`
}
