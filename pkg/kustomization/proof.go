package kustomization

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/manifest"
)

// prove applies the patch as it is written, and compares. It stands for
// kustomize's build where that would be too slow; the tests hold both together.
func (p patch) prove(base, want manifest.Object) error {
	patched, err := p.apply(base.Tree())
	if err != nil {
		return err
	}
	return compare(patched, want.Tree())
}

func compare(got, want any) error {
	if found := mismatch("", got, want); found != "" {
		return errors.New(found)
	}
	return nil
}
