package kustomization

import (
	"bytes"
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

const (
	// RenderedFolder is the one of an App, or of an environment, that has what building its kustomizations gives.
	RenderedFolder = "rendered"

	// renderedFile has all objects of a build, so that one that is no longer wanted leaves no file behind that is still applied. Argo
	// CD's own hydrator names it so, too.
	renderedFile = "manifest.yaml"
)

// rendered writes what building a variant gives, in the order in which kustomize gives it.
func (w *writer) rendered(dir string, v variant) {
	objects, err := v.built()
	if err != nil && w.err == nil {
		w.err = err
	}
	w.add(dir+renderedFile, Manifest(w.from, objects))
}

// Manifest writes objects into one file.
func Manifest(from string, objects []manifest.Object) []byte {
	header := []byte(manifest.Header(from))
	content := bytes.Clone(header)
	for i, object := range objects {
		if i > 0 {
			content = append(content, "---\n"...)
		}
		content = append(content, bytes.TrimPrefix(object.Encode(from), header)...)
	}
	return content
}

// verifyRendered checks that what is rendered is read as the objects of the variant, which the build has given.
func verifyRendered(folder *tree.Folder, dir string, v Variant) error {
	name := dir + "/" + renderedFile
	content, ok := folder.File(name)
	if !ok {
		return fmt.Errorf("%s must be there", name)
	}
	read, err := manifest.Parse(name, content)
	if err != nil {
		return err
	}
	want, err := v.Built()
	if err != nil {
		return err
	}
	if len(read) != len(want) {
		return fmt.Errorf("%s has %d objects, not the %d of the build", name, len(read), len(want))
	}
	for i, object := range want {
		if err := compare(read[i].Tree(), object.Tree()); err != nil {
			return fmt.Errorf("%s: %s is not as kustomize builds it: %w", name, object.ID(), err)
		}
	}
	return nil
}
