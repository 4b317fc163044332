package kustomization

import (
	"encoding/json"
	"errors"
	"fmt"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"

	"github.com/flinkustomize/flinkustomize/pkg/manifest"
)

// prove applies the patch as it is written with a library of its own, and
// compares. It stands for kustomize's build where that would be too slow:
// what is in our strategic-merge patches is a JSON merge patch too.
func (p patch) prove(base, want manifest.Object) error {
	if p.merge == nil && len(p.operations) == 0 {
		return compare(base.Tree(), want.Tree())
	}
	document, err := json.Marshal(base.Tree())
	if err != nil {
		return err
	}
	if p.merge != nil {
		merge, err := json.Marshal(p.merge)
		if err != nil {
			return err
		}
		if document, err = jsonpatch.MergePatch(document, merge); err != nil {
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
		if document, err = operations.Apply(document); err != nil {
			return err
		}
	}
	got, err := decode(document)
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
