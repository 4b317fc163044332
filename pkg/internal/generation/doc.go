// Package generation makes the tree of documents: it resolves, checks and renders each for its base and its environments,
// has package kustomization make folders of the objects, and checks what must be unique among all. It reads nothing but its
// input and writes nothing.
package generation
