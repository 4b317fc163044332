package kustomization

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// ResourceError is what is wrong with one of a variant's Resources.
type ResourceError struct {
	Index int // in Resources
	Err   error
}

// CheckResources finds everything for which Build would refuse a manifest of
// the user's own. A base beneath overlays may leave namespaces to them; any
// other variant is complete.
func (v *Variant) CheckResources(complete bool) []ResourceError {
	if len(v.Resources) == 0 {
		return nil
	}
	read, problems := v.inspect()
	if len(problems) == 0 {
		v.inspected = &read
	}
	if complete {
		problems = append(problems, read.subjectProblems()...)
	}
	var errs []ResourceError
	for _, p := range problems {
		if p.resource >= 0 {
			errs = append(errs, ResourceError{p.resource, p.err})
		}
	}
	return errs
}

// special says that there is in a manifest what kustomize may read in a way of its own: ends of documents, anchors,
// aliases, tags and directives.
func special(content []byte) bool {
	for _, mark := range []string{"---", "..."} {
		if bytes.HasPrefix(content, []byte(mark)) || bytes.Contains(content, []byte("\n"+mark)) {
			return true
		}
	}
	return bytes.ContainsAny(content, "&*!%\r")
}

// ReadResource reads a manifest of the user's own. Kustomize must read the same
// objects: it divides a file into documents by a way of its own.
func ReadResource(name string, content []byte) (Resource, error) {
	objects, err := manifest.Parse(name, content)
	if err != nil {
		return Resource{}, err
	}
	if len(objects) == 1 && objects[0].Plain() && !special(content) {
		return Resource{Name: name, Content: content, Objects: objects}, nil
	}
	read, err := kustomizeReads(content)
	if err != nil {
		return Resource{}, fmt.Errorf("%s: must be a manifest that kustomize can read: %w", name, err)
	}
	if len(read) != len(objects) {
		return Resource{}, fmt.Errorf("%s: must be a manifest that kustomize can read: it finds %d objects, not %d", name, len(read), len(objects))
	}
	for i, object := range objects {
		if err := compare(read[i].Tree(), object.Tree()); err != nil {
			return Resource{}, fmt.Errorf("%s: %s: must be a manifest that kustomize can read: it reads another object: %w", name, object.ID(), err)
		}
	}
	return Resource{Name: name, Content: content, Objects: objects}, nil
}

var resourceFactory = provider.NewDefaultDepProvider().GetResourceFactory()

// kustomizeReads gives the objects that kustomize finds in a manifest, as it
// would write them.
func kustomizeReads(content []byte) (objects []manifest.Object, err error) {
	defer func() {
		if r := recover(); r != nil {
			objects, err = nil, fmt.Errorf("panic in kustomize: %v", r)
		}
	}()
	resources, err := resourceFactory.SliceFromBytes(content)
	if err != nil {
		return nil, err
	}
	for _, found := range resources {
		if object, ok := plain(found); ok {
			objects = append(objects, object)
			continue
		}
		text, err := found.AsYAML()
		if err != nil {
			return nil, err
		}
		written, err := manifest.Parse("its output", text)
		if err != nil {
			return nil, err
		}
		objects = append(objects, written...)
	}
	return objects, nil
}

// plain is the object that kustomize has read, where all in it is written as it is read.
func plain(found *resource.Resource) (manifest.Object, bool) {
	tree, err := found.Map()
	if err != nil {
		return manifest.Object{}, false
	}
	object, err := manifest.FromTree(tree)
	return object, err == nil && object.Plain()
}

func checkResourceName(name string, taken map[string]string) error {
	elements := strings.Split(name, "/")
	for _, element := range elements {
		if strings.HasPrefix(element, ".") || element == "" {
			return errors.New("must be a path of plain names, such as policies/network.yaml")
		}
	}
	if err := checkFileName(elements[len(elements)-1]); err != nil {
		return err
	}
	switch other, clash := taken[strings.ToLower(name)]; {
	case clash && other == name:
		return errors.New("must occur only once: each becomes a file of its name in resources/")
	case clash:
		return fmt.Errorf("differs from %q in upper and lower case only: each becomes a file of its name in resources/, and some disks hold only one of them: rename one", other)
	}
	return nil
}
