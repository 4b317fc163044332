package kustomization

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Apply gives what Build gives of a kustomization that this program has written and nobody has edited since: it applies the
// patches, which were proved when they were written, without kustomize, which takes a hundred times as long. It reports false
// for whatever it does not know for certain, such as what an earlier version wrote otherwise.
func (b *Builder) Apply(folder string) ([]manifest.Object, bool) {
	if b.Load(folder) != nil {
		return nil, false
	}
	objects, namespace, err := b.apply(folder)
	if err != nil {
		return nil, false
	}
	made := variant{namespace: namespace}
	for _, object := range objects {
		made.sources = append(made.sources, source{objects: []manifest.Object{object}})
	}
	built, err := made.built()
	return built, err == nil
}

var errNotOurs = errors.New("is not as this program writes it")

// apply gives the objects of a kustomization before they are put into its namespace.
func (b *Builder) apply(folder string) (objects []manifest.Object, namespace string, err error) {
	content, err := b.disk.ReadFile("/" + folder + "/" + kustomizationFile)
	if err != nil {
		return nil, "", err
	}
	var file written
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		return nil, "", err
	}
	otherFile := func(name string) bool { return name != configurationFile }
	otherFolder := func(name string) bool { return path.Join(folder, name) != ConfigurationFolder }
	if slices.ContainsFunc(file.Configurations, otherFile) || slices.ContainsFunc(file.Components, otherFolder) {
		return nil, "", errNotOurs
	}
	for _, name := range file.Resources {
		var read []manifest.Object
		if name == "../../base" {
			read, err = b.base(path.Join(folder, name))
		} else {
			read, err = b.parse(path.Join(folder, name))
		}
		if err != nil {
			return nil, "", err
		}
		objects = append(objects, read...)
	}
	for _, patch := range file.Patches {
		content, err := b.disk.ReadFile("/" + path.Join(folder, patch.Path))
		if err != nil {
			return nil, "", err
		}
		if patch.Target == nil {
			objects, err = applyMerge(objects, content)
		} else {
			err = applyOperations(objects, patch.Target, content)
		}
		if err != nil {
			return nil, "", err
		}
	}
	return objects, file.Namespace, nil
}

// base gives the objects of a base, which several overlays share.
func (b *Builder) base(folder string) ([]manifest.Object, error) {
	if objects, ok := b.bases[folder]; ok {
		return objects, nil
	}
	objects, namespace, err := b.apply(folder)
	if err != nil {
		return nil, err
	}
	if namespace != "" {
		return nil, errNotOurs
	}
	b.bases[folder] = objects
	return objects, nil
}

// parse reads a file with objects.
func (b *Builder) parse(name string) ([]manifest.Object, error) {
	content, err := b.disk.ReadFile("/" + name)
	if err != nil {
		return nil, err
	}
	return manifest.Parse(name, content)
}

// applyMerge applies a strategic-merge patch that needs no strategy: one that merges maps, or deletes the object.
func applyMerge(objects []manifest.Object, content []byte) ([]manifest.Object, error) {
	value, err := plainYAML(content)
	if err != nil {
		return nil, err
	}
	patch, _ := value.(map[string]any)
	id, err := manifest.FromTree(patch)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(objects, func(o manifest.Object) bool { return o.ID() == id.ID() })
	if at < 0 {
		return nil, errNotOurs
	}
	if patch["$patch"] == "delete" {
		return slices.Delete(slices.Clone(objects), at, at+1), nil
	}
	if err := needsNoStrategy(objects[at].Tree(), patch); err != nil {
		return nil, err
	}
	objects[at], err = manifest.FromTree(merged(objects[at].Tree(), patch))
	return objects, err
}

// needsNoStrategy refuses a patch with a directive, or with a list where the object has one.
func needsNoStrategy(base map[string]any, patch map[string]any) error {
	for key, value := range patch {
		has, there := base[key]
		if strings.HasPrefix(key, "$") {
			return errNotOurs
		}
		switch value := value.(type) {
		case map[string]any:
			below, _ := has.(map[string]any)
			if err := needsNoStrategy(below, value); err != nil {
				return err
			}
		case []any:
			if there {
				return errNotOurs
			}
		}
	}
	return nil
}

// applyOperations applies a JSON6902 patch to the one object that its target selects.
func applyOperations(objects []manifest.Object, target map[string]string, content []byte) error {
	selects := func(o manifest.Object) bool {
		id := o.ID()
		for key, value := range target {
			is, known := map[string]string{"group": id.Group, "version": id.Version, "kind": id.Kind, "name": id.Name}[key]
			if !known || is != value && regexp.QuoteMeta(is) != value && !(key == "group" && is == "" && value == "^$") {
				return false
			}
		}
		return target["group"] != "" || id.Group == ""
	}
	at := slices.IndexFunc(objects, selects)
	if at < 0 || slices.ContainsFunc(objects[at+1:], selects) {
		return errNotOurs
	}
	value, err := plainYAML(content)
	if err != nil {
		return err
	}
	list, _ := value.([]any)
	var p patch
	for _, element := range list {
		fields, _ := element.(map[string]any)
		op, isOp := fields["op"].(string)
		pointer, isPath := fields["path"].(string)
		if _, has := fields["value"]; !isOp || !isPath || has != (op != "remove") {
			return errNotOurs
		}
		p.operations = append(p.operations, manifest.Operation{Op: op, Path: pointer, Value: fields["value"]})
	}
	patched, err := p.apply(objects[at].Tree())
	if err != nil {
		return err
	}
	tree, _ := patched.(map[string]any)
	objects[at], err = manifest.FromTree(tree)
	return err
}

// plainYAML reads a document as objects are read, with its nulls.
func plainYAML(content []byte) (any, error) {
	var value any
	if err := yaml.Unmarshal(content, &value); err != nil {
		return nil, err
	}
	return plainValue(value)
}

func plainValue(value any) (any, error) {
	switch v := value.(type) {
	case map[string]any:
		for key, child := range v {
			plain, err := plainValue(child)
			if err != nil {
				return nil, err
			}
			v[key] = plain
		}
		return v, nil
	case []any:
		for i, child := range v {
			plain, err := plainValue(child)
			if err != nil {
				return nil, err
			}
			v[i] = plain
		}
		return v, nil
	case int:
		return int64(v), nil
	case nil, string, bool, int64, float64:
		return v, nil
	}
	return nil, fmt.Errorf("%T %w", value, errNotOurs)
}
