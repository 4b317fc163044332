// Package workspace finds the folder that a user keeps specs in, and reads what its flinkustomize.yaml says. The specs
// themselves are read by generate.Workspace, which makes the tree.
package workspace
