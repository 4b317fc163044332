package kind

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// Definition makes a Kind of typed functions: O is the document and T what a target of it is. Fields say what the methods
// of Kind and Target say; those that are marked so may be nil.
type Definition[O, T any, P pointer[T]] struct {
	KindName, TreeFolder string
	NameCheck            func(v1alpha1.Metadata, func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings
	EntriesCheck         func(resolve.Source[O]) diagnostic.Findings
	PodTemplateCheck     func(resolve.Source[O]) diagnostic.Findings
	PresetGives          func(v1alpha1.PresetSpec) bool
	PresetCheck          func(resolve.Source[v1alpha1.Preset]) diagnostic.Findings
	Resolve              func(resolve.Source[O], Known) (resolve.Targets[T], diagnostic.Findings)
	Check                func(*T) diagnostic.Findings
	Render               func(*T) ([]object.File, diagnostic.Findings)
	RenderedCheck        func(*T, []object.File, diagnostic.Findings) diagnostic.Findings
	Rendered             func(*T) claim.Rendered
	Effective            func(*T) *O
	FromSettings         map[string]string
	Inventory            func(*T, []object.File) (inventory.Target, error)

	RegistersClusters   bool
	JoinsClusters       bool
	OperatesClusters    bool
	FunctionRefuses     []string                                            // or nil
	FunctionConfigCheck func(resolve.Source[O]) diagnostic.Findings         // or nil
	ReadFiles           func(*T, ReadFile) diagnostic.Findings              // or nil
	Cluster             func(*T) (cluster cluster.Registration, known bool) // or nil
}

// pointer is that to what embeds a resolve.Target.
type pointer[T any] interface {
	*T
	Common() *resolve.Target
}

// Name implements Kind.
func (d *Definition[O, T, P]) Name() string { return d.KindName }

// Folder implements Kind.
func (d *Definition[O, T, P]) Folder() string { return d.TreeFolder }

// Registers implements Kind.
func (d *Definition[O, T, P]) Registers() bool { return d.RegistersClusters }

// Joins implements Kind.
func (d *Definition[O, T, P]) Joins() bool { return d.JoinsClusters }

// Operates implements Kind.
func (d *Definition[O, T, P]) Operates() bool { return d.OperatesClusters }

// New implements Kind.
func (d *Definition[O, T, P]) New() v1alpha1.Spec { return any(new(O)).(v1alpha1.Spec) }

// Document implements Kind.
func (d *Definition[O, T, P]) Document(spec v1alpha1.Spec) resolve.Document {
	object, _ := any(spec).(*O)
	return resolve.Source[O]{Object: object}
}

// Decode implements Kind.
func (d *Definition[O, T, P]) Decode(document *decode.Document) resolve.Document {
	source := resolve.Source[O]{Object: new(O), Document: document}
	source.Undecoded = document.Decode(source.Object)
	return source
}

// CheckName implements Kind.
func (d *Definition[O, T, P]) CheckName(document resolve.Document) diagnostic.Findings {
	return d.NameCheck(document.Metadata(), document.MetadataErrorf)
}

// CheckEntries implements Kind.
func (d *Definition[O, T, P]) CheckEntries(document resolve.Document) diagnostic.Findings {
	return d.EntriesCheck(source[O](document))
}

// CheckPodTemplates implements Kind.
func (d *Definition[O, T, P]) CheckPodTemplates(document resolve.Document) diagnostic.Findings {
	return d.PodTemplateCheck(source[O](document))
}

// Gives implements Kind.
func (d *Definition[O, T, P]) Gives(preset v1alpha1.PresetSpec) bool { return d.PresetGives(preset) }

// CheckPreset implements Kind.
func (d *Definition[O, T, P]) CheckPreset(preset resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	return d.PresetCheck(preset)
}

// RefusedByFunction implements Kind.
func (d *Definition[O, T, P]) RefusedByFunction() []string { return slices.Clone(d.FunctionRefuses) }

// CheckFunctionConfig implements Kind.
func (d *Definition[O, T, P]) CheckFunctionConfig(document resolve.Document) diagnostic.Findings {
	if d.FunctionConfigCheck == nil {
		return nil
	}
	return d.FunctionConfigCheck(source[O](document))
}

// Targets implements Kind.
func (d *Definition[O, T, P]) Targets(document resolve.Document, known Known) (Targets, diagnostic.Findings) {
	resolved, errs := d.Resolve(source[O](document), known)
	var targets Targets
	if resolved.Base != nil {
		targets.Base = target[O, T, P]{d, resolved.Base}
	}
	for _, overlay := range resolved.Overlays {
		targets.Overlays = append(targets.Overlays, target[O, T, P]{d, overlay})
	}
	return targets, errs
}

// source is the document of a kind, to which nothing but such documents is given.
func source[O any](document resolve.Document) resolve.Source[O] { return document.(resolve.Source[O]) }

// target implements Target.
type target[O, T any, P pointer[T]] struct {
	kind *Definition[O, T, P]
	of   *T
}

func (t target[O, T, P]) Common() *resolve.Target { return P(t.of).Common() }

func (t target[O, T, P]) Alone() Target {
	alone := *t.of
	P(&alone).Common().Complete = true
	return target[O, T, P]{t.kind, &alone}
}

func (t target[O, T, P]) Check() diagnostic.Findings { return t.kind.Check(t.of) }

func (t target[O, T, P]) ReadFiles(read ReadFile) diagnostic.Findings {
	if t.kind.ReadFiles == nil {
		return nil
	}
	return t.kind.ReadFiles(t.of, read)
}

func (t target[O, T, P]) Render() ([]object.File, diagnostic.Findings) { return t.kind.Render(t.of) }

func (t target[O, T, P]) CheckRendered(files []object.File, known diagnostic.Findings) diagnostic.Findings {
	return t.kind.RenderedCheck(t.of, files, known)
}

func (t target[O, T, P]) Rendered() claim.Rendered { return t.kind.Rendered(t.of) }

func (t target[O, T, P]) Cluster() (cluster.Registration, bool) {
	if t.kind.Cluster == nil {
		return cluster.Registration{}, false
	}
	return t.kind.Cluster(t.of)
}

func (t target[O, T, P]) Effective() v1alpha1.Spec {
	return any(t.kind.Effective(t.of)).(v1alpha1.Spec)
}

func (t target[O, T, P]) FromSettings() map[string]string { return t.kind.FromSettings }

func (t target[O, T, P]) Inventory(files []object.File) (inventory.Target, error) {
	return t.kind.Inventory(t.of, files)
}
