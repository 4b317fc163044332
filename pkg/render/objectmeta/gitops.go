package objectmeta

import (
	"maps"
	"slices"
	"strings"
)

const (
	argoSyncOptions = "argocd.argoproj.io/sync-options"
	fluxPrune       = "kustomize.toolkit.fluxcd.io/prune"
	fluxForce       = "kustomize.toolkit.fluxcd.io/force"
)

// KeptFromPruning adds the annotations that keep Argo CD and Flux from deleting what no longer stands in Git, or goes
// with its Application: state outlives its manifest. The user's other options for Argo CD stay.
func KeptFromPruning(annotations map[string]string) map[string]string {
	return annotated(annotations, []string{"Prune", "Delete"}, "false", fluxPrune, "disabled")
}

// Replaced adds the annotations that have Argo CD and Flux delete and create an object that cannot be changed, such as a
// Job, instead of failing. The user's other options for Argo CD stay.
func Replaced(annotations map[string]string) map[string]string {
	return annotated(annotations, []string{"Force", "Replace"}, "true", fluxForce, "enabled")
}

// annotated gives options of Argo CD a value, and an annotation of Flux.
func annotated(annotations map[string]string, names []string, value, flux, fluxValue string) map[string]string {
	all := maps.Clone(annotations)
	if all == nil {
		all = map[string]string{}
	}
	var options []string
	for option := range strings.SplitSeq(all[argoSyncOptions], ",") {
		name, _, _ := strings.Cut(strings.TrimSpace(option), "=")
		if name != "" && !slices.Contains(names, name) {
			options = append(options, strings.TrimSpace(option))
		}
	}
	for _, name := range names {
		options = append(options, name+"="+value)
	}
	all[argoSyncOptions] = strings.Join(options, ",")
	all[flux] = fluxValue
	return all
}
