package golden_test

import (
	"fmt"
	"log"
	"os"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// printing is the t of a test whose failures are printed, for the example to show.
type printing struct {
	testing.TB
	scratch string
}

func (printing) Helper()           {}
func (p printing) TempDir() string { return p.scratch }
func (printing) Error(args ...any) { fmt.Println(args...) }

// What a test says when a tree is not the one that was reviewed.
func ExampleTree() {
	folder, err := tree.NewFolder("flink/analytics")
	if err != nil {
		log.Fatal(err)
	}
	if err := folder.Add("base/kustomization.yaml", []byte("resources:\n- flinkdeployment.yaml\n- role.yaml\n")); err != nil {
		log.Fatal(err)
	}
	var made tree.Tree
	if err := made.Add(folder); err != nil {
		log.Fatal(err)
	}
	scratch, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(scratch)
	t := printing{scratch: scratch} // in a test of yours: its *testing.T

	golden.Tree(t, "testdata/deploy", &made, golden.Options{Owner: "platform"})
	// Output:
	// --- testdata/deploy/flink/analytics/base/kustomization.yaml
	// +++ generated
	// @@ -1,2 +1,3 @@
	//  resources:
	//  - flinkdeployment.yaml
	// +- role.yaml
	//
	// review the diff, then run go test with UPDATE_GOLDEN=1 to accept it
}
