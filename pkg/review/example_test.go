package review_test

import (
	"fmt"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/review"
	"github.com/flinkustomize/flinkustomize/pkg/review/format"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// A Go program that refuses losses which flinkustomize.yaml does not acknowledge.
func Example() {
	w, err := workspace.Load("../../examples/quickstart")
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := generate.Workspace(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	// Where something is committed: review.AtRevision. Here, nothing differs on disk.
	old, err := review.OnDisk(os.DirFS("../../examples/quickstart/deploy"), w.Output, result.Tree, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := review.Compare(old, result, review.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(format.Summary(r))
	fmt.Println(len(review.GuardOf(w).Check(r, result, review.Options{})), "findings")
	// Output:
	// nothing changes against the files in deploy
	// 0 findings
}
