// Package generate is the whole way in one call: from specs and environments to the tree, through resolve, validate,
// render and kustomization. It reads nothing but its input and writes nothing.
package generate
