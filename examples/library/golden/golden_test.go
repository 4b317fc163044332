package main

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
)

// After a change of the specs, or a new release of flinkustomize:
//
//	UPDATE_GOLDEN=1 go test
//	git diff deploy   # the review
func TestDeployIsWhatWasReviewed(t *testing.T) {
	result, err := generate.Specs(input())
	if err != nil {
		t.Fatal(err)
	}
	golden.Tree(t, "deploy", result.Tree, golden.Options{Owner: owner})
}
