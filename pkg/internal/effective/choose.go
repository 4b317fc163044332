package effective

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// NotFoundError says that a workspace has no such spec or environment, and what it has.
type NotFoundError struct{ message string }

// Error is the message.
func (e *NotFoundError) Error() string { return e.message }

func notFound(format string, args ...any) error { return &NotFoundError{fmt.Sprintf(format, args...)} }

// maxNamed is how many specs an error names.
const maxNamed = 10

// choose finds the documents that a text names.
func choose(documents []resolve.Document, spec string) ([]resolve.Document, error) {
	if len(documents) == 0 {
		return nil, errors.New("there is no spec in the workspace")
	}
	if spec == "" {
		if len(documents) == 1 {
			return documents, nil
		}
		return nil, fmt.Errorf("give a spec, such as one of %s", listed(documents))
	}
	if isFile(spec) {
		chosen := slices.DeleteFunc(slices.Clone(documents), func(d resolve.Document) bool { return d.Read() == nil || d.Read().File != spec })
		if len(chosen) == 0 {
			return nil, notFound("must be a file with specs of the workspace, not %s%s", diagnostic.Quote(spec), didYouMean(spec, filesOf(documents)))
		}
		return chosen, nil
	}
	kind, name, hasKind := strings.Cut(spec, "/")
	if !hasKind {
		kind, name = "", spec
	}
	chosen := slices.DeleteFunc(slices.Clone(documents), func(d resolve.Document) bool {
		return d.Metadata().Name != name || hasKind && !isKind(d.Kind(), kind)
	})
	switch len(chosen) {
	case 0:
		return nil, notFound("the spec must be one of %s, not %s%s", listed(documents), diagnostic.Quote(spec), didYouMean(spec, slices.Concat(namesOf(documents), fullNamesOf(documents))))
	case 1:
		return chosen, nil
	}
	return nil, notFound("the spec must be one, %s, not %s", strings.Join(fullNamesOf(chosen), " or "), diagnostic.Quote(spec))
}

// isFile reports whether a text names a file and not a spec, whose name never has a dot.
func isFile(spec string) bool {
	return strings.HasSuffix(spec, ".yaml") || strings.HasSuffix(spec, ".yml")
}

// isKind takes a kind as explain does: in upper or lower case, and without "Flink".
func isKind(kind, given string) bool {
	return strings.EqualFold(kind, given) || strings.EqualFold(strings.TrimPrefix(kind, "Flink"), given)
}

func didYouMean(given string, names []string) string {
	if near := diagnostic.Suggest(given, names); near != "" {
		return ": did you mean " + diagnostic.Quote(near) + "?"
	}
	return ""
}

func listed(documents []resolve.Document) string {
	names := fullNamesOf(documents)
	if len(names) > maxNamed {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:maxNamed], ", "), len(names)-maxNamed)
	}
	return strings.Join(names, ", ")
}

func namesOf(documents []resolve.Document) []string {
	names := make([]string, len(documents))
	for i, d := range documents {
		names[i] = d.Metadata().Name
	}
	return names
}

func fullNamesOf(documents []resolve.Document) []string {
	names := make([]string, len(documents))
	for i, d := range documents {
		names[i] = d.Kind() + "/" + d.Metadata().Name
	}
	return names
}

func filesOf(documents []resolve.Document) []string {
	var files []string
	for _, d := range documents {
		if document := d.Read(); document != nil {
			files = append(files, document.File)
		}
	}
	return files
}

// noEnvironment says in which environments the documents run; names are not sorted.
func noEnvironment(documents []resolve.Document, environment string, names []string) error {
	if len(names) == 0 {
		return notFound("%s has no named environments: leave --environment out", strings.Join(fullNamesOf(documents), ", "))
	}
	slices.Sort(names)
	return notFound("the environment %s", diagnostic.OneOf(environment, slices.Compact(names)))
}

// Names are what Of takes for the specs of a workspace, sorted: NAME where that is one alone, and KIND/NAME.
func Names(w *workspace.Workspace) ([]string, error) {
	read, err := specs.Load(w.Root)
	if err != nil {
		return nil, err
	}
	names := slices.Concat(namesOf(read.Specs), fullNamesOf(read.Specs))
	slices.Sort(names)
	return slices.Compact(names), nil
}

// Environments are the names of those that specs of a workspace run in, sorted.
func Environments(w *workspace.Workspace) ([]string, error) {
	read, err := specs.Load(w.Root)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, spec := range read.Specs {
		names = append(names, spec.EnvironmentNames()...)
		if inline := spec.Common().Environment; inline != nil && inline.Name != "" {
			names = append(names, inline.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
