// Package cluster checks and renders a Flink cluster for any kind: defaults, checks and typed Kubernetes objects. The code of
// one feature, such as high availability, S3 or the web UI, is in one file, in that order.
//
// A feature adds options to the configuration, parts to the pod template, or its own objects. If a setting that a complete
// cluster needs is missing, that is an error; a base with overlays leaves it out instead, and each overlay adds it.
package cluster
