// Package manifest turns Kubernetes objects into trees of plain values, and
// trees into YAML the way people write it.
package manifest
