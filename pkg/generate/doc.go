// Package generate is the whole way in one call: from specs and environments to the tree. It reads nothing but its input,
// or the files of a workspace, and writes nothing: package gittree does.
package generate
