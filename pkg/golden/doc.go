// Package golden compares what is generated with files that were reviewed: for this project's own tests and for those
// of Go programs that build trees with it.
//
// A test that imports it has the flag -update, which rewrites the files; what changed is then for review, as any code.
package golden
