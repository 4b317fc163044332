package generation

import (
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// models are the latest objects by the names of their files, whichever document they are of: those of the next document are like
// them, and share what is the same. It makes no difference which ones they are, except to the memory that is used. A nil one has
// none.
type models struct {
	byFile sync.Map // manifest.Object
}

func (m *models) of(file string) manifest.Object {
	if m == nil {
		return manifest.Object{}
	}
	latest, _ := m.byFile.Load(file)
	object, _ := latest.(manifest.Object)
	return object
}

func (m *models) set(file string, object manifest.Object) {
	if m != nil {
		m.byFile.Store(file, object)
	}
}
