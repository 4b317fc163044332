package kustomization

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// App is one base and its overlays: the kustomizations of one spec.
type App struct {
	Path     string // of the folder, such as flink/analytics
	From     string // what the files say they come from, such as FlinkSession analytics
	Base     Variant
	Overlays []Overlay

	Rendered bool // what building gives stands in the folder too
}

// Overlay is what one environment wants of the App.
type Overlay struct {
	Name string // of the environment
	Variant
}

// Variant is a complete set of objects: what is to be in the cluster, not how
// it differs from another set.
type Variant struct {
	// Namespace is set by the kustomization on every object; a base with
	// overlays has none.
	Namespace string
	Files     []File
	Resources []Resource

	inspected *variant // by CheckResources, where nothing was wrong
}

// Count is how many objects the variant has.
func (v Variant) Count() int {
	n := len(v.Files)
	for _, resource := range v.Resources {
		n += len(resource.Objects)
	}
	return n
}

// File is a generated file with its object, which has no metadata.namespace.
type File struct {
	Name   string // such as role.yaml
	Object manifest.Object
}

// Resource is a manifest of the user's own, carried along byte for byte.
type Resource struct {
	Name    string // below resources/, such as network-policy.yaml
	Content []byte
	Objects []manifest.Object // as ReadResource reads them; it does if they are left out
}

// source is a file of a variant, generated or the user's own.
type source struct {
	path     string // local to base or to the overlay
	name     string // in errors
	resource int    // index of the user's own manifest; -1 for a generated file
	objects  []manifest.Object
	content  []byte // of a user's own manifest
}

// variant is a Variant that was read and checked.
type variant struct {
	namespace string
	sources   []source
	places    map[inCluster]place // of the objects
	needs     configuration
}

// place is where an object is: an index in sources, and one in that source's objects.
type place struct{ source, object int }

// inCluster tells the objects of a cluster apart: an ID without its version, since a cluster has one object, whichever
// version it is written in.
type inCluster struct{ group, kind, name string }

// object returns the one with an ID, and reports whether it is there.
func (v variant) object(id manifest.ID) (manifest.Object, bool) {
	place, ok := v.places[inCluster{id.Group, id.Kind, id.Name}]
	if !ok {
		return manifest.Object{}, false
	}
	object := v.sources[place.source].objects[place.object]
	return object, object.ID() == id
}

// problem is what is wrong with one file of a variant.
type problem struct {
	resource int // index of the user's own manifest; -1 for a generated file
	err      error
}

// read parses a variant's manifests and checks what kustomize would otherwise
// change without a word.
func (v Variant) read() (variant, error) {
	if v.inspected != nil {
		return *v.inspected, nil
	}
	out, problems := v.inspect()
	if len(problems) > 0 {
		return variant{}, problems[0].err
	}
	return out, nil
}

// inspect is read that finds all problems. What has one is left out.
func (v Variant) inspect() (variant, []problem) {
	out := variant{namespace: v.Namespace, sources: make([]source, 0, len(v.Files)+len(v.Resources))}
	var problems []problem
	generated := make([]manifest.Object, len(v.Files))
	for i, file := range v.Files {
		if err := checkFileName(file.Name); err != nil {
			problems = append(problems, problem{-1, fmt.Errorf("file %q %w", file.Name, err)})
			continue
		}
		generated[i] = file.Object
		out.sources = append(out.sources, source{path: file.Name, name: file.Name, resource: -1, objects: generated[i : i+1 : i+1]})
	}
	names := map[string]string{} // by what they are in lower case
	for i, resource := range v.Resources {
		if err := checkResourceName(resource.Name, names); err != nil {
			problems = append(problems, problem{i, fmt.Errorf("resource %q %w", resource.Name, err)})
			continue
		}
		names[strings.ToLower(resource.Name)] = resource.Name
		if resource.Objects == nil {
			var err error
			if resource, err = ReadResource(resource.Name, resource.Content); err != nil {
				problems = append(problems, problem{i, fmt.Errorf("resource %w", err)})
				continue
			}
		}
		out.sources = append(out.sources, source{path: "resources/" + resource.Name, name: resource.Name, resource: i, objects: resource.Objects, content: resource.Content})
	}
	count := 0
	for _, source := range out.sources {
		count += len(source.objects)
	}
	out.places = make(map[inCluster]place, count)
	for i, source := range out.sources {
		if len(source.objects) == 0 {
			problems = append(problems, problem{source.resource, fmt.Errorf("%s must hold at least one object", source.name)})
		}
		for j, object := range source.objects {
			id := object.ID()
			key := inCluster{id.Group, id.Kind, id.Name}
			other, twice := out.places[key]
			switch err := checkObject(object, v.Namespace); {
			case err != nil:
				problems = append(problems, problem{source.resource, fmt.Errorf("%s: %s: %w", source.name, id, err)})
			case twice:
				problems = append(problems, problem{source.resource, fmt.Errorf("%s: %s must occur only once; it is in %s too", source.name, id, out.sources[other.source].name)})
			default:
				out.places[key] = place{i, j}
			}
		}
	}
	out.needs = configurationFor(out.sources)
	return out, problems
}

func checkFileName(name string) error {
	switch name {
	case "kustomization.yaml", "kustomization.yml", configurationFile:
		return errors.New("must not be named as one of kustomize's own")
	}
	if !plainName(name) || !strings.HasSuffix(name, ".yaml") && !strings.HasSuffix(name, ".yml") {
		return errors.New("must be named with letters, digits, '.', '_' and '-', and end in .yaml")
	}
	return nil
}

func checkObject(object manifest.Object, namespace string) error {
	id := object.ID()
	if id.Kind == "" || id.Name == "" {
		return errors.New("object must have apiVersion, kind and metadata.name")
	}
	if object.Namespace() != "" {
		return fmt.Errorf("metadata.namespace must be left out, not %q: the kustomization sets it", object.Namespace())
	}
	if id.Group == "" && id.Kind == "Namespace" && namespace != "" && id.Name != namespace {
		return fmt.Errorf("a Namespace must have the environment's name %q: kustomize would rename it", namespace)
	}
	metadata, _ := object.Tree()["metadata"].(map[string]any)
	annotations, _ := metadata["annotations"].(map[string]any)
	taken := "" // the first by alphabet
	for key := range annotations {
		if TakesAnnotation(key) && (taken == "" || key < taken) {
			taken = key
		}
	}
	if taken != "" {
		return fmt.Errorf("annotation %q must not be set: kustomize reserves it", taken)
	}
	return nil
}

// checkFrom keeps the header of every file a single readable line.
func checkFrom(from string) error {
	if from == "" || strings.TrimSpace(from) != from || strings.ContainsFunc(from, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return fmt.Errorf("origin must be one line of text, not %q", from)
	}
	return nil
}

// checkNames checks what becomes a folder of its own.
func (a App) checkNames() error {
	if err := checkFrom(a.From); err != nil {
		return err
	}
	switch top, _, _ := strings.Cut(a.Path, "/"); top {
	case ConfigurationFolder, EnvironmentsFolder:
		return fmt.Errorf("path %q must not begin with %s, which is a folder of the tree's own", a.Path, top)
	}
	if len(a.Overlays) > 0 && a.Base.Namespace != "" {
		return fmt.Errorf("a base with overlays must have no namespace, not %q", a.Base.Namespace)
	}
	seen := map[string]bool{}
	for _, overlay := range a.Overlays {
		if err := checkFolderName("environment", overlay.Name); err != nil {
			return err
		}
		if seen[overlay.Name] {
			return fmt.Errorf("environment %q must have one overlay only", overlay.Name)
		}
		seen[overlay.Name] = true
	}
	return nil
}

// plainName reports whether a name begins with a letter or digit and has only '.', '_' and '-' beside those.
func plainName(name string) bool {
	for i, c := range []byte(name) {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		case i > 0 && (c == '.' || c == '_' || c == '-'):
		default:
			return false
		}
	}
	return name != ""
}

func checkFolderName(what, name string) error {
	if !plainName(name) {
		return fmt.Errorf("%s must be named with letters, digits, '.', '_' and '-', not %q", what, name)
	}
	return nil
}
