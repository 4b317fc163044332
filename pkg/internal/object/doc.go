// Package object is an object that is emitted: its file, and its labels and annotations, which are its own, those of a
// document, those of an environment, and those by which Argo CD and Flux know what not to delete, what to delete last, and
// what to replace.
package object
