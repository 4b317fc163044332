// Package registry lists the kinds of spec. What else a new kind needs: pkg/README.md.
package registry

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/application"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/flinkoperator"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/sessionjob"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// kinds in the order in which they are made: a kind that registers clusters, or whose jobs run in them, sees those of the kinds
// before it.
var kinds = []kind.Kind{
	session.Kind,
	application.Kind,
	sessionjob.Kind,
	streampark.Kind,
	flinkoperator.Kind,
}

// All are the kinds in the order in which they are made.
func All() []kind.Kind { return slices.Clone(kinds) }

// Named is the kind of a name; false where there is none.
func Named(name string) (kind.Kind, bool) {
	at := slices.IndexFunc(kinds, func(k kind.Kind) bool { return k.Name() == name })
	if at < 0 {
		return nil, false
	}
	return kinds[at], true
}

// Names of all kinds, in their order.
func Names() []string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = kind.Name()
	}
	return names
}

// Listed writes the names as people list them, such as "a FlinkSession, a FlinkApplication or a StreamPark" with "a " before each
// and " or " before the last.
func Listed(before, last string) string {
	names := Names()
	return before + strings.Join(names[:len(names)-1], ", "+before) + last + before + names[len(names)-1]
}

// Folders of the tree that hold one folder for each document, in the order of the kinds.
func Folders() []string {
	var folders []string
	for _, kind := range kinds {
		if !slices.Contains(folders, kind.Folder()) {
			folders = append(folders, kind.Folder())
		}
	}
	return folders
}

// CheckPreset checks what a preset gives to each kind. Settings alone are checked as those of the first one.
func CheckPreset(preset resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	given := false
	for _, kind := range kinds {
		if kind.Gives(preset.Object.Spec) {
			errs, given = append(errs, kind.CheckPreset(preset)...), true
		}
	}
	if !given {
		errs = kinds[0].CheckPreset(preset)
	}
	return errs
}
