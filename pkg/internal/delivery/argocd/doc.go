// Package argocd holds the Go types of Argo CD's custom resources (argoproj.io/v1alpha1), as far as a tree has them: Argo CD's
// own module needs 361 lines of go.mod. The fields are those of release 3.5; .ci/delivery holds what is written against its CRDs.
//
// +kubebuilder:object:generate=true
// +groupName=argoproj.io
package argocd

//go:generate go tool -modfile=../../../../.ci/tools/go.mod controller-gen object paths=.
