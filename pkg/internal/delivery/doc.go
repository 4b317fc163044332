// Package delivery makes the objects with which Argo CD or Flux deliver a tree, and the folder of the tree that has them:
//
//	delivery/prod.yaml                 the root object of an environment, to be applied once
//	delivery/prod/flink-analytics.yaml one object an app, which the root object delivers
//	delivery/argocd-cm.patch.yaml      what Argo CD has to be told of the health of Flink's custom resources
//
// None of them deletes what it has created when it goes itself.
package delivery
