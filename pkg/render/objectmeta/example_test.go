package objectmeta_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
)

func ExampleKeptFromPruning() {
	fmt.Println(objectmeta.KeptFromPruning(map[string]string{"argocd.argoproj.io/sync-options": "Prune=true,ServerSideApply=true"}))
	// Output:
	// map[argocd.argoproj.io/sync-options:ServerSideApply=true,Prune=false,Delete=false kustomize.toolkit.fluxcd.io/prune:disabled]
}

func ExampleReplaced() {
	fmt.Println(objectmeta.Replaced(nil))
	// Output:
	// map[argocd.argoproj.io/sync-options:Force=true,Replace=true kustomize.toolkit.fluxcd.io/force:enabled]
}

func ExampleOutlivesSessions() {
	fmt.Println(objectmeta.OutlivesSessions(map[string]string{"argocd.argoproj.io/sync-options": "Prune=confirm, PruneLast=false"}))
	// Output:
	// map[argocd.argoproj.io/sync-options:Prune=confirm,PruneLast=true,Delete=false kustomize.toolkit.fluxcd.io/prune:disabled]
}
