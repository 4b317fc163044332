// Package kindtest reads documents for the tests of kinds.
package kindtest

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Documents are those of one text.
type Documents struct {
	Sessions     []resolve.Source[v1alpha1.FlinkSession]
	StreamParks  []resolve.Source[v1alpha1.StreamPark]
	Environments map[string]resolve.Source[v1alpha1.Environment]
	Presets      map[string]resolve.Source[v1alpha1.Preset]
}

// Read decodes documents, none of which may have a fault.
func Read(t testing.TB, text string) Documents {
	t.Helper()
	documents, err := decode.Documents("spec.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	all := Documents{Environments: map[string]resolve.Source[v1alpha1.Environment]{}, Presets: map[string]resolve.Source[v1alpha1.Preset]{}}
	for _, document := range documents {
		switch document.Kind() {
		case v1alpha1.KindFlinkSession:
			all.Sessions = append(all.Sessions, source[v1alpha1.FlinkSession](t, document))
		case v1alpha1.KindStreamPark:
			all.StreamParks = append(all.StreamParks, source[v1alpha1.StreamPark](t, document))
		case v1alpha1.KindPreset:
			all.Presets[document.Name()] = source[v1alpha1.Preset](t, document)
		case v1alpha1.KindEnvironment:
			all.Environments[document.Name()] = source[v1alpha1.Environment](t, document)
		default:
			t.Fatalf("no test reads a %s", document.Kind())
		}
	}
	return all
}

func source[T any](t testing.TB, document *decode.Document) resolve.Source[T] {
	t.Helper()
	of := resolve.Source[T]{Object: new(T), Document: document}
	if err := document.Decode(of.Object).Err(); err != nil {
		t.Fatal(err)
	}
	return of
}
