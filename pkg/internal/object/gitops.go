package object

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
	return annotated(annotations, "Prune=false,Delete=false", fluxPrune, "disabled")
}

// OutlivesSessions adds the annotations with which the rights of a session are still there while its FlinkDeployment waits to
// be deleted: a JobManager that loses them before its running jobs were cancelled loses the jobs and the metadata of high
// availability, since the operator takes a JobManager that does not answer for one without jobs. Argo CD prunes them last, when
// the FlinkDeployment is gone, and leaves them alone when the whole Application is deleted, where it knows no such order but
// waves; a wave would have every sync wait until the FlinkDeployment is healthy. Flux knows no order at all.
func OutlivesSessions(annotations map[string]string) map[string]string {
	return annotated(annotations, "PruneLast=true,Delete=false", fluxPrune, "disabled")
}

// Replaced adds the annotations that have Argo CD and Flux delete and create an object that cannot be changed, such as a
// Job, instead of failing. The user's other options for Argo CD stay.
func Replaced(annotations map[string]string) map[string]string {
	return annotated(annotations, "Force=true,Replace=true", fluxForce, "enabled")
}

// annotated sets options of Argo CD, such as Prune=false, and an annotation of Flux.
func annotated(annotations map[string]string, options, flux, fluxValue string) map[string]string {
	all := make(map[string]string, len(annotations)+2)
	maps.Copy(all, annotations)
	all[argoSyncOptions] = withOthers(annotations[argoSyncOptions], options)
	all[flux] = fluxValue
	return all
}

// withOthers are options of Argo CD after those of the user's that have other names.
func withOthers(users, options string) string {
	if users == "" {
		return options
	}
	name := func(option string) string {
		before, _, _ := strings.Cut(option, "=")
		return strings.TrimSpace(before)
	}
	own := strings.Split(options, ",")
	var all []string
	for option := range strings.SplitSeq(users, ",") {
		if name(option) != "" && !slices.ContainsFunc(own, func(o string) bool { return name(o) == name(option) }) {
			all = append(all, strings.TrimSpace(option))
		}
	}
	return strings.Join(append(all, own...), ",")
}
