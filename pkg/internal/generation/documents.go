package generation

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Documents are all that a tree is made of.
type Documents struct {
	Specs        []resolve.Document
	Environments []resolve.Source[v1alpha1.Environment]
	Presets      []resolve.Source[v1alpha1.Preset]

	// Workspace says whether overlays are rendered, and what delivers the tree; without an object where nothing is said.
	Workspace resolve.Source[v1alpha1.Workspace]

	// Files holds the manifests that specs name; nil when none does.
	Files fs.FS

	// Read are the contents of some of Files, by their names, which are not read again.
	Read map[string][]byte

	// Findings are about documents that could not be read.
	Findings diagnostic.Findings
}

// Typed are the documents that a Go program makes. What it left nil is an error.
func Typed(specs []v1alpha1.Spec, environments []*v1alpha1.Environment, presets []*v1alpha1.Preset, files fs.FS) Documents {
	d := Documents{Files: files}
	for i, spec := range specs {
		if spec == nil {
			d.Findings = append(d.Findings, missing("Specs", i))
			continue
		}
		kind, known := registry.Named(spec.KindName())
		if !known {
			d.Findings = append(d.Findings, diagnostic.Finding{Path: diagnostic.Path{}.Child("Specs").Index(i), Rule: diagnostic.RuleUnknownKind,
				Message: fmt.Sprintf("must be %s, not %T", registry.Listed("a ", " or "), spec)})
			continue
		}
		document := kind.Document(spec)
		if document.Value() == nil {
			d.Findings = append(d.Findings, missing("Specs", i))
			continue
		}
		d.Specs = append(d.Specs, document)
	}
	d.Environments = typed("Environments", environments, &d.Findings)
	d.Presets = typed("Presets", presets, &d.Findings)
	return d
}

// typed are the objects of a field of what a Go program makes.
func typed[T any](field string, objects []*T, errs *diagnostic.Findings) []resolve.Source[T] {
	var sources []resolve.Source[T]
	for i, object := range objects {
		if object == nil {
			*errs = append(*errs, missing(field, i))
			continue
		}
		sources = append(sources, resolve.Source[T]{Object: object})
	}
	return sources
}

func missing(field string, i int) diagnostic.Finding {
	return diagnostic.Finding{Path: diagnostic.Path{}.Child(field).Index(i), Message: "must not be nil", Rule: diagnostic.RuleRequiredField}
}

// documentsOf are sources of one kind as documents of any.
func documentsOf[T any](sources []resolve.Source[T]) []resolve.Document {
	all := make([]resolve.Document, len(sources))
	for i, source := range sources {
		all[i] = source
	}
	return all
}

// byKind sorts specs by the kinds of the registry.
func byKind(specs []resolve.Document) [][]resolve.Document {
	kinds := registry.Names()
	sorted := make([][]resolve.Document, len(kinds))
	for _, spec := range specs {
		at := slices.Index(kinds, spec.Kind())
		sorted[at] = append(sorted[at], spec)
	}
	return sorted
}

// documents are all that a tree is made of.
type documents struct {
	specs        [][]resolve.Document // of each kind of the registry
	environments []environmentSource
	presets      []presetSource
}

// all are the documents of all kinds.
func (d documents) all() []resolve.Document {
	return slices.Concat(append(slices.Clone(d.specs), documentsOf(d.environments), documentsOf(d.presets))...)
}

// checkNames checks the metadata of all documents and the settings of environments, and that names are unique.
func (d documents) checkNames() (map[string]environmentSource, diagnostic.Findings) {
	var errs diagnostic.Findings
	for _, e := range d.environments {
		errs = append(errs, e.WithoutFollowing(environment.CheckName(e.Object.Metadata, e.MetadataErrorf))...)
		errs = append(errs, e.WithoutFollowing(environment.Check(e.Object.Spec, e.SpecErrorf))...)
	}
	errs = append(errs, unique(documentsOf(d.environments))...)
	errs = append(errs, environment.CheckAlike(d.environments)...)
	byName := make(map[string]environmentSource, len(d.environments))
	for _, e := range slices.Backward(d.environments) { // of those of one name the first
		byName[e.Object.Metadata.Name] = e
	}
	for i, kind := range registry.All() {
		for _, spec := range d.specs[i] {
			errs = append(errs, spec.WithoutFollowing(kind.CheckName(spec))...)
		}
		errs = append(errs, unique(d.specs[i])...)
	}
	return byName, errs
}

// unique checks documents of one kind, of which no two may have the same name.
func unique(all []resolve.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	byName := make(map[string]resolve.Document, len(all))
	for _, document := range all {
		name := document.Metadata().Name
		if other, taken := byName[name]; taken {
			errs = append(errs, document.WithoutFollowing(diagnostic.Findings{notUnique(document, other)})...)
			continue
		}
		byName[name] = document
	}
	return errs
}

func notUnique(document, other resolve.Document) diagnostic.Finding {
	already := "there is another " + other.String()
	if position := other.Position(); position != "" {
		already = fmt.Sprintf("%s stands at %s", other, position)
	}
	return document.MetadataErrorf(diagnostic.Path{}.Child("name"), "must be unique: %s", already).Under(diagnostic.RuleDuplicateName)
}
