// Package golden holds workspaces with the trees that they must give, each reviewed as if it were written by hand, and
// specs that must be refused with the exact errors: invalid/FEATURE.txtar holds for each NAME.yaml what the command says
// of it as NAME.errors. There is no code here but tests; pkg/golden compares.
//
//	go test ./golden -update   # accept what is generated now, then review the difference
package golden
