// Package generate turns specs and environments into a tree. It reads only its input, or the files of a workspace, and writes
// nothing: package gittree does.
package generate
