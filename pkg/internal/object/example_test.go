package object_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

func ExampleKeptFromPruning() {
	fmt.Println(object.KeptFromPruning(map[string]string{"argocd.argoproj.io/sync-options": "Prune=true,ServerSideApply=true"}))
	// Output:
	// map[argocd.argoproj.io/sync-options:ServerSideApply=true,Prune=false,Delete=false kustomize.toolkit.fluxcd.io/prune:disabled]
}

func ExampleReplaced() {
	fmt.Println(object.Replaced(nil))
	// Output:
	// map[argocd.argoproj.io/sync-options:Force=true,Replace=true kustomize.toolkit.fluxcd.io/force:enabled]
}

func ExampleOutlivesSessions() {
	fmt.Println(object.OutlivesSessions(map[string]string{"argocd.argoproj.io/sync-options": "Prune=confirm, PruneLast=false"}))
	// Output:
	// map[argocd.argoproj.io/sync-options:Prune=confirm,PruneLast=true,Delete=false kustomize.toolkit.fluxcd.io/prune:disabled]
}
