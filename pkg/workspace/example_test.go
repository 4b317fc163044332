package workspace_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

func ExampleLoad() {
	w, err := workspace.Load("../../examples/streampark")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("workspace %s, written to %s\n", w.Name, w.Output)
	// Output:
	// workspace streampark, written to deploy
}
