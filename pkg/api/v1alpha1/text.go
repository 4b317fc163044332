package v1alpha1

// What stands in more than two fields as text of one form. The marker of each is what JSON Schemas have; generate holds
// values against the same regular expressions.
type (
	// AlertName is the name of an alert, such as FlinkJobRestarting; pkg/alert has them all.
	AlertName = string

	// Cores are a number of CPUs with up to three digits after the point, such as 0.5, or of thousandths of one, such as 500m.
	//
	// +kubebuilder:validation:Pattern=`^([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)$`
	Cores = string

	// Duration is a length of time in one unit, as Flink reads it, such as 30s or 5min.
	//
	// +kubebuilder:validation:Pattern=`^([0-9]+)\s*(d|day|days|h|hour|hours|m|min|minute|minutes|s|sec|secs|second|seconds|ms|milli|millis|millisecond|milliseconds|µs|micro|micros|microsecond|microseconds|ns|nano|nanos|nanosecond|nanoseconds)$`
	Duration = string

	// ImageReference names an image of a registry, such as flink:1.20.3 or registry.example.com/flink@sha256:... with a digest.
	//
	// +kubebuilder:validation:Pattern=`^([a-zA-Z0-9.-]+(?::[0-9]+)?/)?([a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@sha256:[0-9a-f]{64})?$`
	ImageReference = string

	// LimitFactor is what a request is multiplied with to give its limit, from 1 to 999.999.
	//
	// +kubebuilder:validation:Pattern=`^[1-9][0-9]{0,2}(\.[0-9]{1,3})?$`
	LimitFactor = string

	// NamespaceName is the name of a namespace.
	//
	// +kubebuilder:validation:Pattern=`^[a-z0-9]([-a-z0-9]*[a-z0-9])?$`
	NamespaceName = string

	// ObjectName is the name of a Kubernetes object, such as a Secret.
	//
	// +kubebuilder:validation:Pattern=`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`
	ObjectName = string

	// PresetName is the name of a preset with its version, such as platform/v1.
	//
	// +kubebuilder:validation:Pattern=`^[a-z]([a-z0-9-]*[a-z0-9])?/v[1-9][0-9]*$`
	PresetName = string

	// Ratio is a number of 0 or more with up to six digits after the point, such as 0.7.
	//
	// +kubebuilder:validation:Pattern=`^[0-9]{1,6}(\.[0-9]{1,6})?$`
	Ratio = string

	// SecretKey is a key in a Secret or a ConfigMap.
	//
	// +kubebuilder:validation:Pattern=`^[-._a-zA-Z0-9]+$`
	SecretKey = string
)
