// Package golden holds workspaces with the trees that must be generated from them, each reviewed as if written by hand, and
// specs that must be refused with the exact errors: invalid/FEATURE.txtar holds for each NAME.yaml the output of the
// command as NAME.errors. There is no code here but tests; pkg/golden compares.
//
//	go test ./golden -update   # accept what is generated now, then review the diff
package golden
