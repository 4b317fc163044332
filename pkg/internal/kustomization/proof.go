package kustomization

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// prove applies the patch as it is written, and compares. It stands for
// kustomize's build where that would be too slow; the tests hold both together.
// It returns the patch, or an error and nothing that could be written.
func (p patch) prove(base, want manifest.Object) (patch, error) {
	patched, err := p.apply(base.Tree())
	if err != nil {
		return patch{}, err
	}
	if err := compare(patched, want.Tree()); err != nil {
		return patch{}, err
	}
	return p, nil
}

func compare(got, want any) error {
	if found := mismatch("", got, want); found != "" {
		return errors.New(found)
	}
	return nil
}
