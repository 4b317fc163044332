package object

import (
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
)

// File is an object and the file that it stands in.
type File struct {
	// Name of the file: the object's kind, such as service.yaml, and where there are more of one kind also what it is, as in
	// service-blocked.yaml. A user changes nothing in the spec that would rename the file of an object that stays.
	Name string

	// Object has no namespace: the kustomization sets it.
	Object runtime.Object

	// AsWritten are fields of the object that its type would leave out, or write otherwise.
	AsWritten []Written
}

// Written is a field of an object and its value.
type Written struct {
	// Path from the object down: names, and ints for elements of lists.
	Path []any

	Value any
}

// Files are those of files that have an object, in the order in which they are read best.
func Files(files ...File) []File {
	return slices.DeleteFunc(files, func(file File) bool { return file.Object == nil })
}
