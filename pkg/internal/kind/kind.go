// Package kind defines the interface that each kind implements: once in each package below, listed in package registry.
package kind

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// Kind is one kind of spec. Documents that its methods take are of that kind.
type Kind interface {
	// Name is what the kind field of a document holds.
	Name() string

	// Folder of the tree in which each document has a folder.
	Folder() string

	// Registers reports whether documents of the kind register the clusters that documents of earlier kinds are.
	Registers() bool

	// Joins reports whether documents of the kind run in the clusters that documents of earlier kinds are.
	Joins() bool

	// Operates reports whether a document of the kind installs the operator of the Kubernetes cluster that has its name.
	Operates() bool

	// New is an empty document.
	New() v1alpha1.Spec

	// Document is a spec that a Go program made; without an object where the spec is nil, or of another type.
	Document(v1alpha1.Spec) resolve.Document

	// Decode reads a document; what could not be read of it is in its Unread.
	Decode(*decode.Document) resolve.Document

	// CheckName checks the metadata of a document.
	CheckName(resolve.Document) diagnostic.Findings

	// CheckEntries finds maps with more entries than can be resolved in good time: such a document is not resolved.
	CheckEntries(resolve.Document) diagnostic.Findings

	// CheckPodTemplates finds pod templates that core/v1 cannot hold, which must not be rendered.
	CheckPodTemplates(resolve.Document) diagnostic.Findings

	// Gives reports whether a preset gives documents of the kind anything but settings.
	Gives(v1alpha1.PresetSpec) bool

	// CheckPreset checks what a preset gives to documents of the kind.
	CheckPreset(resolve.Source[v1alpha1.Preset]) diagnostic.Findings

	// RefusedByFunction are the fields of the spec that no functionConfig of the kind may have, beside those of every kind.
	RefusedByFunction() []string

	// CheckFunctionConfig refuses in a document what a function does not see, beside what it sees of no kind.
	CheckFunctionConfig(resolve.Document) diagnostic.Findings

	// Targets resolves a document. What it names and is not there is a finding.
	Targets(resolve.Document, Known) (Targets, diagnostic.Findings)
}

// Known is what a document may refer to.
type Known struct {
	Environments map[string]resolve.Source[v1alpha1.Environment]
	Presets      map[string]resolve.Source[v1alpha1.Preset]

	// Clusters that documents of earlier kinds are; nil while they are not known, since some document is wrong.
	Clusters []cluster.Registration

	// Sessions are the FlinkDeployments of earlier kinds, and those among the resources of their documents; nil while they are
	// not known, and in a function, which sees one document.
	Sessions []sessioncluster.Cluster

	// Operated are the namespaces in which documents of earlier kinds have something for the operator of their cluster; nil while
	// they are not known.
	Operated []Operated
}

// Operated is a namespace of a Kubernetes cluster in which a target has custom resources of the operator.
type Operated struct {
	// Cluster is the name of its FlinkOperator.
	Cluster, Namespace string
}

// Targets are those of one document. Base is nil where the document names a preset that is not there.
type Targets struct {
	Base     Target
	Overlays []Target
}

// Target is a document as its base or one environment sees it.
type Target interface {
	// Common is what targets of every kind have.
	Common() *resolve.Target

	// Alone is the target as if no overlay completed it.
	Alone() Target

	// Check checks the values.
	Check() diagnostic.Findings

	// ReadFiles reads the files that the spec names, other than its resources, before it is rendered.
	ReadFiles(ReadFile) diagnostic.Findings

	// Render makes the objects.
	Render() ([]object.File, diagnostic.Findings)

	// CheckRendered checks the objects that Render made, beside what is known to be wrong already.
	CheckRendered(files []object.File, known diagnostic.Findings) diagnostic.Findings

	// Rendered is the target for the checks of what it claims, without objects.
	Rendered() claim.Rendered

	// Cluster is the cluster that the target is, for kinds that register it; false where it is none, or not known well enough.
	Cluster() (cluster.Registration, bool)

	// Effective is the document as the target sees it: with the values of all levels and the defaults, and with the settings
	// inline. It shares them with the target.
	Effective() v1alpha1.Spec

	// FromSettings says which setting is the default of a field of the spec, such as ingress.className of webUI.className.
	FromSettings() map[string]string

	// Inventory is what the kind adds to what is said of every target, of the objects that Render made.
	Inventory(files []object.File) (inventory.Target, error)
}

// ReadFile reads a file of the workspace. Its name is relative to the file that names it.
type ReadFile func(from, name string) ([]byte, error)
