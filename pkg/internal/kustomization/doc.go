// Package kustomization turns the objects of a base and of its environments
// into a kustomize base with overlays, and verifies that each overlay builds
// the objects of its environment.
//
// Maps that differ are written as strategic-merge patches without a target, so
// that a miss is an error. Lists are written as JSON6902 operations, because
// kustomize would replace them whole in custom resources and reorder them in
// others; each operation on an element is guarded by a test of the element's key.
package kustomization
