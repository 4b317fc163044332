package draft

import "github.com/flinkustomize/flinkustomize/pkg/internal/manifest"

// Input is what was read of one environment.
type Input struct {
	// Environment is empty where the import names none.
	Environment string

	// Objects are all that was read, lists taken apart, in the order in which it was read.
	Objects []manifest.Object

	// Drafts are what earlier sources made of the environment.
	Drafts []Draft

	// Namespace is that of objects that state none; empty where nobody said it.
	Namespace string

	// OperatorVersion is the release of the operator, such as 1.15.
	OperatorVersion string

	// Preset is what the specs shall name, such as production/v2; empty for none.
	Preset string

	// Place says where an object stands, as file:line; empty where that is not known. It may be nil.
	Place func(manifest.Object) string
}

// At is where an object stands.
func (in Input) At(object manifest.Object) string {
	if in.Place == nil {
		return ""
	}
	return in.Place(object)
}

// Source makes drafts of the objects that it knows. The rest is for other sources: each object is in a Draft, in the rest, or
// named by a Note. A source neither changes the objects nor depends on their order.
type Source func(in Input) (drafts []Draft, rest []manifest.Object, notes []Note)
