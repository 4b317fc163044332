package gittree_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

func Example() {
	repository, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(repository)
	deploy := filepath.Join(repository, "deploy")

	write := func(content string) {
		folder, err := tree.NewFolder("flink/analytics")
		if err != nil {
			log.Fatal(err)
		}
		if err := folder.Add("base/kustomization.yaml", []byte(content)); err != nil {
			log.Fatal(err)
		}
		var t tree.Tree
		if err := t.Add(folder); err != nil {
			log.Fatal(err)
		}
		plan, err := gittree.NewPlan(deploy, &t, gittree.Options{Owner: "flink", Prune: true})
		if err != nil {
			log.Fatal(err)
		}
		defer plan.Close()
		for _, change := range plan.Changes {
			fmt.Printf("%s %s: %q\n", change.Action, change.Path, change.Reason)
		}
		report, err := plan.Apply()
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%+v\n", report)
	}
	write("resources: []\n")
	write("resources: [flinkdeployment.yaml]\n")

	// A file that somebody edits stays as it is.
	if err := os.WriteFile(filepath.Join(deploy, "flink/analytics/base/kustomization.yaml"), []byte("mine\n"), 0o644); err != nil {
		log.Fatal(err)
	}
	write("resources: []\n")
	// Output:
	// create flink/analytics/base/kustomization.yaml: ""
	// {Created:1 Updated:0 Deleted:0 Kept:0}
	// update flink/analytics/base/kustomization.yaml: ""
	// {Created:0 Updated:1 Deleted:0 Kept:0}
	// edited flink/analytics/base/kustomization.yaml: "was changed by hand"
	// {Created:0 Updated:0 Deleted:0 Kept:1}
}
