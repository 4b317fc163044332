package explain_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
)

func ExampleOf() {
	e, err := explain.Of("state.checkpoints.dir", false)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, option := range e.Options {
		for _, v := range option.Versions {
			fmt.Println(v.First, "to", v.Last, v.Key)
		}
		fmt.Println(option.Fields)
	}
	// Output:
	// 1.16 to 1.19 state.checkpoints.dir
	// 1.20 to 2.2 execution.checkpointing.dir
	// [FlinkApplication.spec.checkpoints.directory FlinkSession.spec.checkpoints.directory]
}
