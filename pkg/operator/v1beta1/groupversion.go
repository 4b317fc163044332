package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupVersion is the API group and version of the operator's custom resources.
var GroupVersion = schema.GroupVersion{Group: "flink.apache.org", Version: "v1beta1"}

// The operator's kinds.
const (
	// KindFlinkDeployment is the kind of FlinkDeployment.
	KindFlinkDeployment = "FlinkDeployment"
	// KindFlinkSessionJob is a job in the session cluster of a FlinkDeployment. Since 1.0.
	KindFlinkSessionJob = "FlinkSessionJob"
	// KindFlinkStateSnapshot is a savepoint or a checkpoint of a job. Since 1.10.
	KindFlinkStateSnapshot = "FlinkStateSnapshot"
	// KindFlinkBlueGreenDeployment is two FlinkDeployments of which one is active. Since 1.14.
	KindFlinkBlueGreenDeployment = "FlinkBlueGreenDeployment"
)

// AddToScheme registers the types of this package, for clients and decoders that work with a scheme.
func AddToScheme(scheme *runtime.Scheme) error {
	scheme.AddKnownTypes(GroupVersion, &FlinkDeployment{}, &FlinkDeploymentList{}, &FlinkSessionJob{}, &FlinkSessionJobList{},
		&FlinkStateSnapshot{}, &FlinkStateSnapshotList{}, &FlinkBlueGreenDeployment{}, &FlinkBlueGreenDeploymentList{})
	metav1.AddToGroupVersion(scheme, GroupVersion)
	return nil
}
