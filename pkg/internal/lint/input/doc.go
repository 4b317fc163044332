// Package input finds what people want to be checked: custom resources of Flink and specs in files, folders,
// kustomizations, workspaces and on standard input, and checks them.
//
// A kustomization is built as kubectl apply -k does, offline: nothing is fetched, no plugin is run. Only one that no
// other one in the same folder uses is built, as bases and components are not applied by themselves. What a
// kustomization names, such as a patch, is not read by itself. The specs of a workspace are checked as
// flinkustomize generate does; its output folder is passed over, unless it is named itself.
package input
