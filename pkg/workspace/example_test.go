package workspace_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

func ExampleLoad() {
	w, err := workspace.Load("../../examples/streampark")
	if err == nil {
		err = w.Errors.Err()
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("workspace %s, written to %s\n", w.Name, w.Output)
	for _, spec := range w.Specs {
		fmt.Println(spec, spec.EnvironmentNames())
	}
	// Output:
	// workspace streampark, written to deploy
	// FlinkSession analytics [dev prod staging]
	// StreamPark console [dev prod staging]
}
