package gittree

import "github.com/flinkustomize/flinkustomize/pkg/tree"

// Write makes the output folder hold the tree, and removes what earlier runs wrote and the tree no longer has. What was edited by hand or was never ours
// is kept and counted; NewPlan tells which files these are.
func Write(output string, t *tree.Tree) (Report, error) {
	p, err := NewPlan(output, t, Options{Prune: true})
	if err != nil {
		return Report{}, err
	}
	return p.Apply()
}

// Check tells what Write would do.
func Check(output string, t *tree.Tree) (*Plan, error) {
	return NewPlan(output, t, Options{Prune: true})
}
