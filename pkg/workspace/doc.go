// Package workspace finds and reads what a user keeps in a repository: flinkustomize.yaml, the specs that it names,
// and the manifests that those carry along. Nothing outside the workspace's folder is read.
package workspace
