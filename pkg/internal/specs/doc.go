// Package specs reads the documents of a workspace: flinkustomize.yaml, the specs and environments that it leads to, and its
// presets. Nothing outside the workspace's folder is read.
package specs
