// Package review says what merging a change of specs does. It compares the tree of a commit, or the one on disk, with what the
// specs ask for: not line by line but object by object, as building both gives them, for the folders that differ. Package
// impact then says what each difference does to jobs, state and users, and [Guard] which of that somebody has to acknowledge.
//
// The old side is read with Git and built with kustomize in memory, since another version of this program may have written it and
// people may have edited it. The new side needs no build: package generate has proved that building it gives its objects.
package review
