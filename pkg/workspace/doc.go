// Package workspace finds the folder that a user keeps specs in, and reads what its flinkustomize.yaml says. The specs
// themselves are read where a tree is made of them, by generate.Workspace.
package workspace
