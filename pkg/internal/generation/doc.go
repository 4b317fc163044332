// Package generation turns documents into a tree: it resolves, checks and renders each for its base and its environments,
// has package kustomization build folders of the objects, and checks what must be unique across all. It reads only its
// input and writes nothing.
package generation
