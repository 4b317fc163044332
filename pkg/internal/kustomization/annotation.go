package kustomization

import (
	"slices"
	"strings"
)

// kustomizeAnnotations begin annotations that kustomize takes for itself: it
// strips them, or drops or merges the object.
var kustomizeAnnotations = []string{"config.kubernetes.io/", "internal.config.kubernetes.io/", "config.k8s.io/", "kustomize.config.k8s.io/"}

// TakesAnnotation reports whether kustomize takes an annotation for itself.
func TakesAnnotation(key string) bool {
	return slices.ContainsFunc(kustomizeAnnotations, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}
