// Package kustomization turns the objects of a base and of its environments
// into a kustomize base with overlays, and proves that each overlay builds
// the objects that its environment asked for.
//
// Maps that differ travel as strategic-merge patches without a target, so that
// a miss is an error. Lists travel as JSON6902 operations, for kustomize would
// replace them whole in custom resources and reorder them in others; each
// operation on an element is guarded by a test of the element's key.
package kustomization
