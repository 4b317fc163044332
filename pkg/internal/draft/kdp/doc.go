// Package kdp makes drafts of the Applications (bdc.kdp.io/v1alpha1) with which the Kubernetes Data Platform runs Flink sessions and
// StreamPark, and of the context in which it evaluates them. What it knows of their properties, and of the objects that come of
// them, are the definitions app-flink and app-streampark of KDP's catalog (kubernetes-data-platform, main of March 2025).
//
// A session that keeps its configuration restarts nothing: its draft writes what KDP wrote. One with keys of S3 in plain text must
// restart, since they go, so its draft is what a person would write.
package kdp
