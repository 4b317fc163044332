package flink

import "strings"

// What HighAvailability makes of a value.
const (
	HighAvailabilityNone       = "none"
	HighAvailabilityKubernetes = "kubernetes"
	HighAvailabilityZooKeeper  = "zookeeper"
)

// kubernetesServices ends the name of the class that is high availability with Kubernetes.
const kubernetesServices = ".KubernetesHaServicesFactory"

// HighAvailability is what Flink makes of a value of high-availability.type: HighAvailabilityNone, HighAvailabilityKubernetes or
// HighAvailabilityZooKeeper, in whatever case, or the name of a class of somebody's own, as any other word is taken. None is also what
// standalone is, the word of Flink 1.0 (HighAvailabilityMode), and an option that is not set.
func HighAvailability(value string) string {
	switch name := strings.ToLower(value); {
	case name == "" || name == "standalone":
		return HighAvailabilityNone
	case name == HighAvailabilityNone || name == HighAvailabilityKubernetes || name == HighAvailabilityZooKeeper:
		return name
	case strings.HasSuffix(value, kubernetesServices):
		return HighAvailabilityKubernetes
	}
	return value
}
