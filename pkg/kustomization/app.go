package kustomization

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/flinkustomize/flinkustomize/pkg/manifest"
)

// App is one base and its overlays: the kustomizations of one spec.
type App struct {
	Path     string // of the folder, such as flink/analytics
	From     string // what the files say they come from, such as FlinkSession analytics
	Base     Variant
	Overlays []Overlay
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
}

// File is a generated file with its objects. They have no metadata.namespace.
type File struct {
	Name    string // such as rbac.yaml
	Objects []manifest.Object
}

// Resource is a manifest of the user's own, carried along byte for byte.
type Resource struct {
	Name    string // below resources/, such as network-policy.yaml
	Content []byte
}

// source is a file of a variant, generated or the user's own.
type source struct {
	path    string // local to base or to the overlay
	objects []manifest.Object
	content []byte // of a user's own manifest
}

// variant is a Variant that was read and checked.
type variant struct {
	namespace string
	sources   []source
	objects   map[manifest.ID]manifest.Object
}

var fileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$`)

// read parses a variant's manifests and checks what kustomize would otherwise
// change without a word.
func (v Variant) read() (variant, error) {
	out := variant{namespace: v.Namespace, objects: map[manifest.ID]manifest.Object{}}
	for _, file := range v.Files {
		if err := checkFileName(file.Name); err != nil {
			return variant{}, fmt.Errorf("file %q %w", file.Name, err)
		}
		out.sources = append(out.sources, source{path: file.Name, objects: file.Objects})
	}
	for _, resource := range v.Resources {
		for element := range strings.SplitSeq(resource.Name, "/") {
			if strings.HasPrefix(element, ".") || element == "" {
				return variant{}, fmt.Errorf("resource %q must be a path of plain names, such as policies/network.yaml", resource.Name)
			}
		}
		if err := checkFileName(path.Base(resource.Name)); err != nil {
			return variant{}, fmt.Errorf("resource %q %w", resource.Name, err)
		}
		objects, err := manifest.Parse(resource.Name, resource.Content)
		if err != nil {
			return variant{}, fmt.Errorf("resource %w", err)
		}
		out.sources = append(out.sources, source{path: "resources/" + resource.Name, objects: objects, content: resource.Content})
	}
	places := map[manifest.ID]string{}
	for _, source := range out.sources {
		if len(source.objects) == 0 {
			return variant{}, fmt.Errorf("%s must hold at least one object", source.path)
		}
		for _, object := range source.objects {
			id := object.ID()
			if err := checkObject(object, v.Namespace); err != nil {
				return variant{}, fmt.Errorf("%s: %s: %w", source.path, id, err)
			}
			if place, ok := places[id]; ok {
				return variant{}, fmt.Errorf("%s: %s must be there once only; it is in %s too", source.path, id, place)
			}
			places[id] = source.path
			out.objects[id] = object
		}
	}
	return out, nil
}

func checkFileName(name string) error {
	switch name {
	case "kustomization.yaml", "kustomization.yml", configurationFile:
		return errors.New("must not be named as one of kustomize's own")
	}
	if !fileName.MatchString(name) {
		return errors.New("must be named with letters, digits, '.', '_' and '-', and end in .yaml")
	}
	return nil
}

// kustomizeAnnotations begin annotations that kustomize takes for itself: it
// strips them, or drops or merges the object.
var kustomizeAnnotations = []string{"config.kubernetes.io/", "internal.config.kubernetes.io/", "config.k8s.io/", "kustomize.config.k8s.io/"}

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
	for _, key := range sortedKeys(annotations) {
		for _, prefix := range kustomizeAnnotations {
			if strings.HasPrefix(key, prefix) {
				return fmt.Errorf("annotation %q must not be set: kustomize takes it for itself", key)
			}
		}
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

var folderName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

func checkFolderName(what, name string) error {
	if !folderName.MatchString(name) {
		return fmt.Errorf("%s must be named with letters, digits, '.', '_' and '-', not %q", what, name)
	}
	return nil
}
