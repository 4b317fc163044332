package generation

import (
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// models are the latest objects by their environments and the names of their files, whichever document they are of: those of the
// next document are like them, and share what is the same. It makes no difference which ones they are, except to the memory that is
// used. A nil one has none.
type models struct {
	byFile sync.Map // manifest.Object by modelKey
}

// modelKey has no environment for the first target of a document, whichever that is.
type modelKey struct{ environment, file string }

func (m *models) of(environment, file string) manifest.Object {
	if m == nil {
		return manifest.Object{}
	}
	latest, _ := m.byFile.Load(modelKey{environment, file})
	object, _ := latest.(manifest.Object)
	return object
}

func (m *models) set(environment, file string, object manifest.Object) {
	if m != nil {
		m.byFile.Store(modelKey{environment, file}, object)
	}
}
