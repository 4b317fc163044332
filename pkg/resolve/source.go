package resolve

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Source is a FlinkSession, an Environment or a Preset and the document that it was read from.
type Source[T v1alpha1.FlinkSession | v1alpha1.Environment | v1alpha1.Preset] struct {
	// Object is what a user wrote.
	Object *T

	// Document is where it stands; nil for an object that a Go program made.
	Document *decode.Document

	// Shipped tells that the document is no user's: errors about its values point at what refers to it.
	Shipped bool
}

// Metadata of the object.
func (s Source[T]) Metadata() v1alpha1.Metadata {
	switch object := any(s.Object).(type) {
	case *v1alpha1.FlinkSession:
		return object.Metadata
	case *v1alpha1.Environment:
		return object.Metadata
	case *v1alpha1.Preset:
		return v1alpha1.Metadata{Name: object.Metadata.Name}
	}
	return v1alpha1.Metadata{}
}

// String names the object as people do: kind and name.
func (s Source[T]) String() string {
	kind := v1alpha1.KindFlinkSession
	switch any(s.Object).(type) {
	case *v1alpha1.Environment:
		kind = v1alpha1.KindEnvironment
	case *v1alpha1.Preset:
		kind = v1alpha1.KindPreset
	}
	return kind + " " + s.Metadata().Name
}

// MetadataErrorf makes an error about a field of the object's metadata; the path starts below metadata.
func (s Source[T]) MetadataErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Error {
	return s.origin("metadata").errorf(field, format, args...)
}

// SpecErrorf makes an error about a field of the object's spec; the path starts below spec.
func (s Source[T]) SpecErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Error {
	return s.origin("spec").errorf(field, format, args...)
}

// Position is where the object stands, as file:line:column; empty for one that a Go program made.
func (s Source[T]) Position() string {
	if s.Document == nil {
		return ""
	}
	return s.Document.Position().String()
}

func (s Source[T]) origin(field string) origin {
	return origin{subject: s.String(), layers: []layer{{document: s.Document, at: diagnostic.Path{}.Child(field)}}}
}
