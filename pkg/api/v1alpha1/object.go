package v1alpha1

// Object is a document of any kind.
type Object interface {
	// KindName is what its kind field holds.
	KindName() string

	// ObjectMetadata is its metadata.
	ObjectMetadata() Metadata
}

// Spec is a document that objects are rendered from, of whatever kind: all kinds of it have presets, environments and
// resources in common.
type Spec interface {
	Object

	// Common is what it has in common with specs of other kinds.
	Common() Common
}

// Common is what every level of a spec may hold, whatever its kind.
type Common struct {
	// Preset that it names; empty for none.
	Preset string

	// Resources are the user's own manifests.
	Resources []string

	// Environment holds the settings inline.
	Environment *EnvironmentSpec

	// Environments are the levels of the environments that it names.
	Environments map[string]Common
}

// commonOf are the levels of environments; nil where there are none.
func commonOf[S any](environments map[string]S, common func(S) Common) map[string]Common {
	if environments == nil {
		return nil
	}
	all := make(map[string]Common, len(environments))
	for name, spec := range environments {
		all[name] = common(spec)
	}
	return all
}
