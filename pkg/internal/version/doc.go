// Package version says which version of flinkustomize runs, and whether it is one that a workspace asks for.
package version
