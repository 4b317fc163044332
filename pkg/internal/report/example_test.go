package report_test

import (
	"fmt"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/report"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// A page of a workspace, written to a file.
func ExampleHTML() {
	page, err := pageOf("../../../examples/quickstart")
	if err != nil {
		fmt.Println(err)
		return
	}
	file, err := os.CreateTemp("", "report-*.html")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.Remove(file.Name())
	if _, err := file.Write(page); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Is(page))
	// Output:
	// true
}

func pageOf(dir string) ([]byte, error) {
	w, err := workspace.Load(dir)
	if err != nil {
		return nil, err
	}
	result, err := generate.Workspace(w)
	if err != nil {
		return nil, err
	}
	targets, err := result.Inventory()
	if err != nil {
		return nil, err
	}
	return report.HTML(report.Input{Workspace: w.Name, Environments: result.Environments(), Targets: targets}), nil
}
