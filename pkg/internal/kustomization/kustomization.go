package kustomization

import (
	"regexp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// kustomizationFile is what a kustomization is called.
const kustomizationFile = "kustomization.yaml"

// kustomization is all that stands in one of ours.
type kustomization struct {
	component      bool // other kustomizations take it in, and it is never built itself
	namespace      string
	resources      []string
	components     []string
	configurations []string
	patches        []patchFile
	keepOrder      bool // the CLI, Argo CD and Flux give the objects in one order
}

// patchFile is a file with a patch.
type patchFile struct {
	path   string
	target *selector // of a JSON6902 patch; a strategic-merge patch says itself what it is for
}

// selector selects one object of the base. Its fields are regular expressions, and an empty one matches anything.
type selector struct{ group, version, kind, name string }

// selectorFor selects the object with an ID.
func selectorFor(id manifest.ID, base variant) *selector {
	s := selector{
		group:   id.Group, // a dot that matches any character can match no other group that exists
		version: regexp.QuoteMeta(id.Version),
		kind:    regexp.QuoteMeta(id.Kind),
		name:    regexp.QuoteMeta(id.Name),
	}
	if s.group != "" {
		return &s
	}
	for _, source := range base.sources {
		for _, object := range source.objects {
			other := object.ID()
			if other.Group != "" && other.Version == id.Version && other.Kind == id.Kind && other.Name == id.Name {
				s.group = "^$"
			}
		}
	}
	return &s
}

// encode writes the file.
func (k kustomization) encode(from string) ([]byte, error) {
	lines := manifest.NewLines(from)
	if k.component {
		lines.Line("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component")
	} else {
		lines.Line("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization")
	}
	if k.namespace != "" {
		lines.Text("namespace: ", k.namespace, 2)
	}
	list := func(name string, paths []string) {
		if len(paths) > 0 {
			lines.Line(name)
		}
		for _, path := range paths {
			lines.Text("- ", path, 2)
		}
	}
	list("resources:", k.resources)
	list("components:", k.components)
	list("configurations:", k.configurations)
	if len(k.patches) > 0 {
		lines.Line("patches:")
	}
	for _, patch := range k.patches {
		lines.Text("- path: ", patch.path, 4)
		if patch.target != nil {
			patch.target.write(lines)
		}
	}
	if k.keepOrder {
		lines.Line("sortOptions:\n  order: fifo")
	}
	return lines.Done()
}

func (s selector) write(lines *manifest.Lines) {
	lines.Line("  target:")
	if s.group != "" {
		lines.Text("    group: ", s.group, 6)
	}
	lines.Text("    version: ", s.version, 6)
	lines.Text("    kind: ", s.kind, 6)
	lines.Text("    name: ", s.name, 6)
}
