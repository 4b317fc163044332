// Package object defines a rendered object: its file, its labels and its annotations, and which ones targets of a document share.
// These are its own, those of a document, those of an environment, and those that tell Argo CD and Flux what not to delete, what
// to delete last, and what to replace.
package object
