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
	for _, session := range w.Sessions {
		fmt.Println(session, session.EnvironmentNames())
	}
	for _, console := range w.StreamParks {
		fmt.Println(console, console.EnvironmentNames())
	}
	// Output:
	// workspace streampark, written to deploy
	// FlinkSession analytics [dev prod staging]
	// StreamPark console [dev prod staging]
}
