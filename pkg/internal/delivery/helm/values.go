// Package helm holds what Argo CD and Flux have in common in what they say of a Helm chart: its values.
package helm

import "k8s.io/apimachinery/pkg/runtime"

// Values are those of a chart: a tree of maps, lists, strings, bools, int64 and float64.
//
// +kubebuilder:object:generate=false
type Values map[string]any

// DeepCopyInto and DeepCopy copy the tree. They panic on what JSON has not, such as an int.
func (v Values) DeepCopyInto(out *Values) { *out = v.DeepCopy() }

// DeepCopy is DeepCopyInto as a value.
func (v Values) DeepCopy() Values { return runtime.DeepCopyJSON(v) }
