package decode_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// FuzzDocuments reads anything without a panic, and every error says where.
func FuzzDocuments(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, err := decode.Documents("f.yaml", data)
		var errs diagnostic.Findings
		if err != nil && !errors.As(err, &errs) {
			t.Fatalf("got a %T", err)
		}
		for _, d := range documents {
			errs = append(errs, d.Decode(&object{})...)
			errs = append(errs, decode.StrictInto(d, nil, &corev1.PodTemplateSpec{}, directive)...)
			if position, exact, _ := d.Locate(nil); !exact || position.Line == 0 {
				t.Errorf("a document at %s", position)
			}
			before := d.Decode(&object{}).Error()
			d.Release()
			if again := d.Decode(&object{}).Error(); again != before {
				t.Errorf("once released, not\n%s\nbut\n%s", before, again)
			}
		}
		for _, e := range errs {
			if e.Line == 0 || e.Column == 0 || e.Message == "" {
				t.Errorf("an error without a place or a message: %q of %q", e.Error(), data)
			}
		}
	})
}

// The corpus is read as files too, so that an empty folder does not pass.
func TestFuzzCorpusIsThere(t *testing.T) {
	seeds, err := filepath.Glob(filepath.Join("testdata", "fuzz", "FuzzDocuments", "*"))
	if err != nil || len(seeds) == 0 {
		t.Fatalf("got %d seeds, %v", len(seeds), err)
	}
	for _, seed := range seeds {
		if info, err := os.Stat(seed); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", seed, err)
		}
	}
}
