package resolve

import (
	"maps"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// Source is an object of a kind and the document that it was read from. T is one of v1alpha1 whose pointer is a
// v1alpha1.Object.
type Source[T any] struct {
	// Object is what a user wrote.
	Object *T

	// Document is where it stands; nil for an object that a Go program made.
	Document *decode.Document

	// Undecoded is what could not be read of the document: fields that do not exist, and values of another type. The object
	// holds the rest, which is to be checked but not to be rendered.
	Undecoded diagnostic.Findings

	// Shipped means that the document is no user's: errors about its values point at what refers to it.
	Shipped bool
}

// Document is a Source of any kind.
type Document interface {
	// String names the object as people do: kind and name.
	String() string

	// Kind is what its kind field holds.
	Kind() string

	// Metadata of the object; empty where there is none.
	Metadata() v1alpha1.Metadata

	// Value is the object; nil where there is none.
	Value() v1alpha1.Object

	// Common is what a spec of any kind has; empty for another object.
	Common() v1alpha1.Common

	// EnvironmentNames are the names of the environments that the object runs in, sorted.
	EnvironmentNames() []string

	// PresetNames are the names of all presets that its targets use, sorted.
	PresetNames() []string

	// Read is the document that it was read from; nil for an object that a Go program made.
	Read() *decode.Document

	// Unread is what could not be read of the document.
	Unread() diagnostic.Findings

	// WithoutFollowing leaves out of the findings about the object those that may only follow from what could not be read.
	WithoutFollowing(diagnostic.Findings) diagnostic.Findings

	// Position is where the object stands, as file:line:column; empty for one that a Go program made.
	Position() string

	// MetadataErrorf makes an error about a field of the object's metadata; the path starts below metadata.
	MetadataErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding

	// SpecErrorf makes an error about a field of the object's spec; the path starts below spec.
	SpecErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding

	origin(field string) origin // nothing but a Source is one
}

// Of are the documents of one kind among those of any.
func Of[T any](documents []Document) []Source[T] {
	var all []Source[T]
	for _, document := range documents {
		if source, ok := document.(Source[T]); ok {
			all = append(all, source)
		}
	}
	return all
}

// Value implements Document.
func (s Source[T]) Value() v1alpha1.Object {
	if s.Object == nil {
		return nil
	}
	object, _ := any(s.Object).(v1alpha1.Object)
	return object
}

// Metadata implements Document.
func (s Source[T]) Metadata() v1alpha1.Metadata {
	if object := s.Value(); object != nil {
		return object.ObjectMetadata()
	}
	return v1alpha1.Metadata{}
}

// Kind implements Document.
func (s Source[T]) Kind() string {
	if object, ok := any(s.Object).(v1alpha1.Object); ok {
		return object.KindName()
	}
	return ""
}

// String implements Document.
func (s Source[T]) String() string { return s.Kind() + " " + s.Metadata().Name }

// Read implements Document.
func (s Source[T]) Read() *decode.Document { return s.Document }

// Unread implements Document.
func (s Source[T]) Unread() diagnostic.Findings { return s.Undecoded }

// MetadataErrorf implements Document.
func (s Source[T]) MetadataErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	return s.origin("metadata").errorf(field, format, args...)
}

// SpecErrorf implements Document.
func (s Source[T]) SpecErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	return s.origin("spec").errorf(field, format, args...)
}

// Position implements Document.
func (s Source[T]) Position() string { return positionOf(s.Document) }

// EnvironmentNames implements Document.
func (s Source[T]) EnvironmentNames() []string { return SortedKeys(s.Common().Environments) }

// PresetNames implements Document.
func (s Source[T]) PresetNames() []string { return PresetNames(s.Common()) }

// PresetNames are the names of all presets that the targets of a spec use, sorted.
func PresetNames(common v1alpha1.Common) []string {
	names := map[string]bool{common.Preset: true}
	for _, own := range common.Environments {
		names[own.Preset] = true
	}
	delete(names, "")
	return SortedKeys(names)
}

// Common implements Document.
func (s Source[T]) Common() v1alpha1.Common {
	if spec, ok := s.Value().(v1alpha1.Spec); ok {
		return spec.Common()
	}
	return v1alpha1.Common{}
}

// Emitted is metadata without what is for flinkustomize alone.
func Emitted(metadata v1alpha1.Metadata) v1alpha1.Metadata {
	if _, ok := metadata.Annotations[diagnostic.WaiveAnnotation]; ok {
		metadata.Annotations = maps.Clone(metadata.Annotations)
		delete(metadata.Annotations, diagnostic.WaiveAnnotation)
	}
	return metadata
}

func (s Source[T]) origin(field string) origin { return originOf(s.String(), s.Document, field) }
