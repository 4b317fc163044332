// Package flux holds the Go types of Flux's custom resources, as far as a tree has them. Flux's own modules print zero values and
// a status, and need controller-runtime. The fields are those of Flux 2.9 (kustomize-controller and source-controller API 1.9,
// helm-controller API 1.6); .ci/delivery holds what is written against them.
//
// +kubebuilder:object:generate=true
package flux

//go:generate go tool -modfile=../../../../.ci/tools/go.mod controller-gen object paths=.
