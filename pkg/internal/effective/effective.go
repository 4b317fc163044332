package effective

import (
	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// Spec is a spec as it is in one environment.
type Spec struct {
	Kind string `json:"kind"`
	Name string `json:"name"`

	// Environment is empty for a spec without named environments.
	Environment string `json:"environment,omitempty"`

	// Values below spec, in the order of the reference, keys of maps by alphabet. Settings of the environment are below
	// spec.environment. A value that holds a credential is ***.
	Values []Value `json:"values"`

	document *yaml.Node
	places   []*yaml.Node // of the values: where YAML says their origins
}

// Value of a field.
type Value struct {
	// Path such as spec.taskManager.memory. A list is one value, but in a pod template, whose lists merge.
	Path string `json:"path"`

	// Value is a text, a number, a boolean or a list. It is an empty map for a field of which a level gives nothing else: all
	// that is in it are defaults, and have values of their own.
	Value any `json:"value"`

	Origin

	// Over are the levels below that give the field, too, the highest first.
	Over []Origin `json:"over,omitempty"`
}

// Origin is where a value comes from.
type Origin struct {
	// Level of precedence: default, preset production/v2, Environment prod, spec.environment, spec, spec.environments.prod or
	// spec.environments.prod.environment.
	Level string `json:"level"`

	// File relative to the workspace, and Line, of the value. A default has neither; a shipped preset has the line of its text
	// alone.
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
}

// Default is the level of what no document gives.
const Default = "default"

// Of are the specs of a workspace that a text names, which is a file relative to the workspace, KIND/NAME or NAME, in all of their
// environments, or in one. Without a text it is the only spec that there is. The error is a diagnostic.Findings when it is about
// what stands in the files, and then there may be specs beside it; it is a NotFoundError where there is no such spec or
// environment.
func Of(w *workspace.Workspace, spec, environment string) ([]Spec, error) {
	read, err := specs.Load(w.Root)
	if err != nil {
		return nil, err
	}
	documents, err := choose(read.Specs, spec)
	if err != nil {
		if len(read.Errors) > 0 { // it may be in what could not be read
			return nil, read.Errors.Err()
		}
		return nil, err
	}
	known := knownTo(read)
	found, runsIn := read.Errors, []string(nil)
	var all []Spec
	for _, document := range documents {
		k, _ := registry.Named(document.Kind()) // whose Decode made it
		made, names, errs := ofDocument(k, document, known, environment)
		found, runsIn = append(found, errs...), append(runsIn, names...)
		all = append(all, made...)
	}
	if err := found.Err(); err != nil {
		return all, err
	}
	if len(all) == 0 {
		return nil, noEnvironment(documents, environment, runsIn)
	}
	return all, nil
}

// knownTo is what the specs of a workspace may refer to.
func knownTo(read *specs.Workspace) kind.Known {
	known := kind.Known{Environments: map[string]resolve.Source[v1alpha1.Environment]{}, Presets: map[string]resolve.Source[v1alpha1.Preset]{}}
	environments, _ := environment.InClusters(read.Environments, environment.Operators(resolve.Of[v1alpha1.FlinkOperator](read.Specs))) // generate says what is wrong
	for _, e := range environments {
		if _, taken := known.Environments[e.Object.Metadata.Name]; !taken {
			known.Environments[e.Object.Metadata.Name] = e
		}
	}
	for _, p := range append(preset.Shipped(), read.Presets...) {
		if _, taken := known.Presets[p.Object.Metadata.Name]; !taken {
			known.Presets[p.Object.Metadata.Name] = p
		}
	}
	return known
}

// ofDocument are the targets of a document in an environment, and the names of all that it runs in.
func ofDocument(k kind.Kind, document resolve.Document, known kind.Known, environment string) ([]Spec, []string, diagnostic.Findings) {
	refused := append(k.CheckEntries(document), k.CheckPodTemplates(document)...)
	if len(refused) > 0 { // what cannot be resolved, or written, in good time
		return nil, nil, refused
	}
	targets, errs := k.Targets(document, known)
	var all []Spec
	var names []string
	for _, target := range append(targets.Overlays, targets.Base) {
		if target == nil || !target.Common().Complete {
			continue
		}
		name := target.Common().EnvironmentName
		if name != "" {
			names = append(names, name)
		}
		if environment != "" && environment != name {
			continue
		}
		made, err := newSpec(k, target)
		if err != nil {
			errs = append(errs, target.Common().Errorf(nil, "%v", err))
			continue
		}
		all = append(all, made)
	}
	return all, names, document.WithoutFollowing(errs)
}
