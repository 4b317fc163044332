package tree_test

import (
	"fmt"
	"log"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

func Example() {
	folder, err := tree.NewFolder("flink/analytics")
	if err != nil {
		log.Fatal(err)
	}
	if err := folder.Add("base/kustomization.yaml", []byte("resources: []\n")); err != nil {
		log.Fatal(err)
	}
	fmt.Println(folder.Add("../../.ssh/config", nil))

	var t tree.Tree
	if err := t.Add(folder); err != nil {
		log.Fatal(err)
	}
	for path, content := range t.All() {
		fmt.Printf("%s: %s", path, content)
	}
	// Output:
	// folder "flink/analytics": path "../../.ssh/config" must be relative, in UTF-8, and without empty, "." or ".." segments
	// flink/analytics/base/kustomization.yaml: resources: []
}
