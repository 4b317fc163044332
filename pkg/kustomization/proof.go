package kustomization

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"

	"github.com/flinkustomize/flinkustomize/pkg/manifest"
)

// prove applies the patch as it is written with a library of its own, and
// compares. It stands for kustomize's build where that would be too slow:
// what is in our strategic-merge patches is a JSON merge patch too. document
// gives the base's object as JSON.
func (p patch) prove(base, want manifest.Object, document func(manifest.Object) ([]byte, error)) error {
	if p.merge == nil && len(p.operations) == 0 {
		return compare(base.Tree(), want.Tree())
	}
	patched, err := document(base)
	if err != nil {
		return err
	}
	if p.merge != nil {
		merge, err := json.Marshal(p.merge)
		if err != nil {
			return err
		}
		if patched, err = jsonpatch.MergePatch(patched, merge); err != nil {
			return err
		}
	}
	if len(p.operations) > 0 {
		trees := make([]map[string]any, len(p.operations))
		for i, operation := range p.operations {
			trees[i] = operation.Tree()
		}
		written, err := json.Marshal(trees)
		if err != nil {
			return err
		}
		operations, err := jsonpatch.DecodePatch(written)
		if err != nil {
			return err
		}
		if patched, err = operations.Apply(patched); err != nil {
			return err
		}
	}
	wanted, err := json.Marshal(want.Tree())
	if err != nil {
		return err
	}
	if bytes.Equal(patched, wanted) {
		return nil // as it nearly always is: both have sorted keys
	}
	got, err := decode(patched)
	if err != nil {
		return err
	}
	return compare(got, want.Tree())
}

// decode reads JSON as a tree with the numbers of an Object.
func decode(document []byte) (map[string]any, error) {
	object, err := manifest.FromJSON(document)
	if err != nil {
		return nil, fmt.Errorf("the result: %w", err)
	}
	return object.Tree(), nil
}

func compare(got, want map[string]any) error {
	if found := mismatch("", got, want); found != "" {
		return errors.New(found)
	}
	return nil
}
