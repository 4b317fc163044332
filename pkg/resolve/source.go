package resolve

import (
	"maps"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Kind is what a Source may be of.
type Kind interface {
	v1alpha1.FlinkSession | v1alpha1.StreamPark | v1alpha1.Environment | v1alpha1.Preset
}

// Source is an object of a kind and the document that it was read from.
type Source[T Kind] struct {
	// Object is what a user wrote.
	Object *T

	// Document is where it stands; nil for an object that a Go program made.
	Document *decode.Document

	// Unread is what could not be read of the document: fields that do not exist, and values of another type. The object
	// holds the rest, which is to be checked but not to be rendered.
	Unread diagnostic.Findings

	// Shipped tells that the document is no user's: errors about its values point at what refers to it.
	Shipped bool
}

// Metadata of the object; empty where there is none.
func (s Source[T]) Metadata() v1alpha1.Metadata {
	if s.Object == nil {
		return v1alpha1.Metadata{}
	}
	switch object := any(s.Object).(type) {
	case *v1alpha1.FlinkSession:
		return object.Metadata
	case *v1alpha1.StreamPark:
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
	case *v1alpha1.StreamPark:
		kind = v1alpha1.KindStreamPark
	case *v1alpha1.Environment:
		kind = v1alpha1.KindEnvironment
	case *v1alpha1.Preset:
		kind = v1alpha1.KindPreset
	}
	return kind + " " + s.Metadata().Name
}

// MetadataErrorf makes an error about a field of the object's metadata; the path starts below metadata.
func (s Source[T]) MetadataErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	return s.origin("metadata").errorf(field, format, args...)
}

// SpecErrorf makes an error about a field of the object's spec; the path starts below spec.
func (s Source[T]) SpecErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	return s.origin("spec").errorf(field, format, args...)
}

// Position is where the object stands, as file:line:column; empty for one that a Go program made.
func (s Source[T]) Position() string { return positionOf(s.Document) }

// EnvironmentNames are the names of the environments that the object runs in, sorted.
func (s Source[T]) EnvironmentNames() []string { return sortedKeys(s.statement().environments) }

// PresetNames are the names of all presets that its targets use, sorted.
func (s Source[T]) PresetNames() []string {
	statement := s.statement()
	names := map[string]bool{statement.preset: true}
	for _, own := range statement.environments {
		names[own.preset] = true
	}
	delete(names, "")
	return sortedKeys(names)
}

func (s Source[T]) statement() statement {
	st := statement{subject: s.String(), document: s.Document, object: s.Object, metadata: emitted(s.Metadata()), environments: map[string]difference{}}
	if s.Object == nil {
		return st
	}
	switch object := any(s.Object).(type) {
	case *v1alpha1.FlinkSession:
		st.noun, st.inPreset, st.preset, st.facts = "session", "session", object.Spec.Preset, object.Spec.Environment
		for name, own := range object.Spec.Environments {
			st.environments[name] = difference{own.Preset, own.Environment}
		}
	case *v1alpha1.StreamPark:
		st.noun, st.inPreset, st.preset, st.facts = v1alpha1.KindStreamPark, "streamPark", object.Spec.Preset, object.Spec.Environment
		for name, own := range object.Spec.Environments {
			st.environments[name] = difference{own.Preset, own.Environment}
		}
	}
	return st
}

// emitted is metadata without what is for flinkustomize alone.
func emitted(metadata v1alpha1.Metadata) v1alpha1.Metadata {
	if _, ok := metadata.Annotations[diagnostic.WaiveAnnotation]; ok {
		metadata.Annotations = maps.Clone(metadata.Annotations)
		delete(metadata.Annotations, diagnostic.WaiveAnnotation)
	}
	return metadata
}

func (s Source[T]) origin(field string) origin { return originOf(s.String(), s.Document, field) }
