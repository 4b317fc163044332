package gittree

import "github.com/flinkustomize/flinkustomize/pkg/tree"

// Write makes the output folder hold the tree, as far as the options go: without Prune nothing is deleted, and without Force nothing that was edited by
// hand is replaced. What is left so is counted in Report.Kept; [NewPlan] tells which files these are, and why.
func Write(output string, t *tree.Tree, o Options) (Report, error) {
	p, err := NewPlan(output, t, o)
	if err != nil {
		return Report{}, err
	}
	defer p.Close()
	return p.Apply()
}
