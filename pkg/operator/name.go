package operator

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// MaxNameLength is the longest name that the operator accepts for a FlinkDeployment, since names of other objects grow from it.
const MaxNameLength = 45

var namePattern = lazyregexp.New(`^[a-z]([-a-z0-9]*[a-z0-9])?$`)

// ValidName checks the name of a FlinkDeployment by the operator's admission rule, the same in every release. It must hold for the
// name after every transformation, such as a kustomize namePrefix.
func ValidName(name string) error {
	if len(name) > MaxNameLength {
		return fmt.Errorf("must be a name of at most %d characters, not %d as in %q", MaxNameLength, len(name), name)
	}
	if !namePattern.MatchString(name) {
		return fmt.Errorf("must be a name of lower-case letters, digits and hyphens that starts with a letter and ends with a letter "+
			"or digit, such as my-session, not %q", name)
	}
	return nil
}

// ObjectName is the kind and name of an object in the namespace of a FlinkDeployment.
type ObjectName struct {
	Kind, Name string
}

// Group is the API group of the kind.
func (n ObjectName) Group() string {
	switch n.Kind {
	case "Deployment":
		return "apps"
	case "Ingress":
		return "networking.k8s.io"
	case "FlinkDeployment":
		return "flink.apache.org"
	default: // ConfigMap, Service
		return ""
	}
}

// DerivedNames lists the objects that the operator and Flink create, by fixed names, for the session cluster of a FlinkDeployment,
// sorted by kind and name. An object of the same kind and name that anyone else creates in the namespace is a clash.
//
// The list holds what one setting or another brings: the Service <name> of a native cluster goes away with high availability, the
// cluster-config-map comes with it, the Ingress with spec.ingress, the ConfigMap hadoop-config-<name> with an operator that has a
// Hadoop configuration, the ConfigMap autoscaler-<name> with the autoscaler. A clash that waits for a setting is one.
// Names with an id in them (TaskManager pods, the ConfigMaps of single jobs, snapshots) are not in it.
func DerivedNames(name string, standalone bool) []ObjectName {
	ofMode := ObjectName{"ConfigMap", "pod-template-" + name}
	if standalone {
		ofMode = ObjectName{"Deployment", name + "-taskmanager"}
	}
	names := []ObjectName{
		{"ConfigMap", "autoscaler-" + name},
		{"ConfigMap", "flink-config-" + name},
		{"ConfigMap", "hadoop-config-" + name},
		{"ConfigMap", name + "-cluster-config-map"},
		{"Deployment", name},
		{"Ingress", name},
		{"Service", name},
		{"Service", name + "-rest"},
		ofMode,
	}
	slices.SortFunc(names, ObjectName.compare)
	return names
}

// BlueGreenNames lists the objects that the operator and Flink create for a FlinkBlueGreenDeployment: those of its two clusters, with
// their FlinkDeployments, and the Ingress that leads to the active one. It is sorted by kind and name.
func BlueGreenNames(name string, standalone bool) []ObjectName {
	names := []ObjectName{{"Ingress", name}}
	for _, cluster := range []string{name + "-blue", name + "-green"} {
		names = append(append(names, ObjectName{"FlinkDeployment", cluster}), DerivedNames(cluster, standalone)...)
	}
	slices.SortFunc(names, ObjectName.compare)
	return names
}

func (n ObjectName) compare(other ObjectName) int {
	if n.Kind != other.Kind {
		return cmp.Compare(n.Kind, other.Kind)
	}
	return cmp.Compare(n.Name, other.Name)
}

// CreatesKind reports whether objects of a kind are among those of DerivedNames, BlueGreenNames or SessionJobNames.
func CreatesKind(kind string) bool {
	switch kind {
	case "ConfigMap", "Deployment", "FlinkDeployment", "Ingress", "Service":
		return true
	}
	return false
}

// SessionJobNames lists the objects that the operator creates, by fixed names, for a FlinkSessionJob, with the autoscaler. A
// FlinkDeployment of the same name has the same.
func SessionJobNames(name string) []ObjectName {
	return []ObjectName{{"ConfigMap", "autoscaler-" + name}}
}
