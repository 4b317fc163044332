package importer

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/kdp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/operator"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/standalone"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/streampark"
	release "github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/preset"
)

// Options say what is imported, and how.
type Options struct {
	// Places to read.
	Places []Place

	// Stdin is what the path - reads; nil for none.
	Stdin io.Reader

	// OperatorVersion is the release of the operator that runs everywhere, such as 1.15. Default: the newest that is known, and 1.6,
	// which KDP has, for its Applications.
	OperatorVersion string

	// Namespace is that of objects which state none. Default: default, which the report says.
	Namespace string

	// Preset that the specs name, such as production/v2: what it gives does not stand in them. Default: none.
	Preset string
}

// sources in the order in which they take objects.
var sources = []draft.Source{kdp.Drafts, operator.Drafts, standalone.Drafts, streampark.Drafts}

// Import reads what stands in some places, and makes specs of it. Nothing is written. The error is a diagnostic.Findings where the
// options or what they name are wrong, so that nothing could be read.
func Import(options Options) (*Result, error) {
	if found := options.check(); len(found) > 0 {
		return nil, found
	}
	inputs, found, err := read(options.Places, options.Stdin)
	if err == nil {
		err = found.Err()
	}
	if err != nil {
		return nil, err
	}
	for i := range inputs {
		inputs[i].OperatorVersion, inputs[i].Namespace, inputs[i].Preset = options.OperatorVersion, options.Namespace, options.Preset
	}
	result, err := imported(inputs)
	if err != nil {
		return nil, err
	}
	result.Findings = found
	return result, nil
}

// check checks the options.
func (o Options) check() diagnostic.Findings {
	var found diagnostic.Findings
	refuse := func(format string, args ...any) {
		found = append(found, diagnostic.Finding{Message: fmt.Sprintf(format, args...)}.Under(diagnostic.RuleInput))
	}
	if o.OperatorVersion != "" {
		if _, err := release.ParseRelease(o.OperatorVersion); err != nil {
			refuse("the release of the operator %v", err)
		}
	}
	var names []string
	for _, p := range preset.Shipped() {
		names = append(names, p.Metadata.Name)
	}
	if o.Preset != "" && !slices.Contains(names, o.Preset) {
		refuse("the preset %s", diagnostic.OneOf(o.Preset, names))
	}
	if len(o.Places) == 0 {
		refuse("there is nothing to import: name files or folders, or - for standard input")
	}
	return found
}

// imported makes documents of what was read of all environments.
func imported(inputs []draft.Input) (*Result, error) {
	var drafts []draft.Draft
	var notes []draft.Note
	for _, in := range inputs {
		var made []draft.Draft
		for _, source := range sources {
			in.Drafts = made
			more, rest, found := source(in)
			made, notes, in.Objects = append(made, more...), append(notes, found...), rest
		}
		for i := range made {
			made[i] = draft.WithoutCredentials(made[i])
		}
		notes = append(notes, draft.Carry(made, in, in.Objects)...)
		drafts = append(drafts, made...)
	}
	folded := fold.Documents(drafts)
	files, err := folded.Written()
	if err != nil {
		return nil, err
	}
	notes = append(notes, folded.Notes...)
	slices.SortStableFunc(notes, func(a, b draft.Note) int {
		return cmp.Or(cmp.Compare(order[a.Outcome], order[b.Outcome]), cmp.Compare(a.Object, b.Object))
	})
	result := &Result{Files: files, drafts: drafts}
	for _, note := range notes {
		result.Notes = append(result.Notes, Note(note))
	}
	for _, d := range folded.Documents {
		result.Documents = append(result.Documents, Document{File: d.File, Kind: d.Kind, Name: d.Name})
	}
	return result, nil
}

// order of the outcomes in a report: what somebody has to look at comes first.
var order = map[string]int{draft.NotKept: 0, draft.Changed: 1, draft.Kept: 2}
