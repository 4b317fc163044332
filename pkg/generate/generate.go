package generate

import (
	"io/fs"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// Input is what a Go program makes a tree of.
type Input struct {
	// Specs of all kinds, such as FlinkSession and StreamPark, in any order.
	Specs []v1alpha1.Spec

	// Environments that specs may name.
	Environments []*v1alpha1.Environment

	// Presets that specs may name beside the shipped ones.
	Presets []*v1alpha1.Preset

	// Render adds the manifests that building gives, as spec.render of a Workspace does.
	Render bool

	// Delivery adds what Argo CD or Flux need to deliver the tree; nil for nothing.
	Delivery *v1alpha1.Delivery

	// Files holds the manifests that spec.resources name; nil when none does.
	Files fs.FS
}

// Result is a tree and what it was made of.
type Result struct {
	// Tree is what to write.
	Tree *tree.Tree

	// Findings are warnings, sorted: what they are about is in the tree.
	Findings diagnostic.Findings

	// Verified counts what Verify built; zero before.
	Verified Verified

	made *generation.Result
}

// Verified is what Verify found to be as the specs ask for.
type Verified struct {
	// Overlays, Bases of specs without environments, and the Objects that both build.
	Overlays, Bases, Objects int
}

// Specs makes the tree of typed specs. The error is a diagnostic.Findings when it is about them.
func Specs(in Input) (*Result, error) {
	documents := generation.Typed(in.Specs, in.Environments, in.Presets, in.Files)
	documents.Workspace.Object = &v1alpha1.Workspace{Spec: v1alpha1.WorkspaceSpec{Render: in.Render, Delivery: in.Delivery}}
	return newResult(generation.Generate(documents))
}

// Workspace reads the specs of a workspace and makes its tree. The error is a diagnostic.Findings when it is about what
// stands in its files.
func Workspace(w *workspace.Workspace) (*Result, error) {
	if w == nil || w.Root == "" {
		return nil, diagnostic.Findings{{Rule: diagnostic.RuleRequiredField, Message: "there is no workspace: load one with workspace.Load"}}
	}
	read, err := specs.Load(w.Root)
	if err != nil {
		return nil, err
	}
	read.CheckNotEmpty()
	return newResult(generation.Generate(generation.Documents{
		Specs: read.Specs, Environments: read.Environments, Presets: read.Presets, Files: read.Files, Read: read.Others, Findings: append(read.Errors, read.Warnings...),
		Workspace: read.Document(),
	}))
}

func newResult(made *generation.Result, err error) (*Result, error) {
	if err != nil {
		return nil, err
	}
	return &Result{Tree: made.Tree, Findings: made.Findings, made: made}, nil
}

// Verify builds every overlay, every base without overlays, and the aggregate of every environment with kustomize, and
// compares what comes out with the objects that the specs ask for.
func (r *Result) Verify() error {
	built, err := r.made.Verify()
	if err != nil {
		return err
	}
	r.Verified = Verified(built)
	return nil
}

// Select returns the folders of the tree that specs under some files or folders of the workspace make: a document's own
// folder; for an environment, those of all that runs there; for a preset, those of all that uses it. With a spec
// comes what registers clusters in its environments. The aggregates of the environments always belong to it, since every
// folder stands in them; so does kustomize's configuration, to which every folder with resources of Flink refers; and so do
// folders that do not exist yet, for which exists reports false: an aggregate without one of them could not be built.
func (r *Result) Select(paths []string, exists func(folder string) bool) ([]string, error) {
	return r.made.Select(paths, exists)
}
