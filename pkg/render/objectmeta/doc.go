// Package objectmeta puts the labels and annotations of an object together: its own, those of a document, those of an
// environment, and those by which Argo CD and Flux know what not to delete, what to delete last, and what to replace.
package objectmeta
