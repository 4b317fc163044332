// Package v1beta1 holds the Go types of the Flink Kubernetes Operator's custom resources
// (flink.apache.org/v1beta1), which the operator itself only has in Java.
//
// The types cover the CRD of operator release 1.15 and the fields that its main branch has added since. The CRD demands and
// defaults nothing, so every field is optional here; what the operator makes of an absent field stands in the field's comment, as
// do the release that brought the field and what a change of it does. "Restarts the cluster" means: the operator deletes and
// redeploys JobManager and TaskManagers; running jobs survive that only with high availability.
//
// Fields stand in the order in which people write them, and nothing is printed for a field that is not set. That does not hold
// inside a pod template, whose types are Kubernetes' own.
//
// +kubebuilder:object:generate=true
// +groupName=flink.apache.org
package v1beta1

//go:generate go tool -modfile=../../../.ci/tools/go.mod controller-gen object paths=.
