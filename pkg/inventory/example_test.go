package inventory_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

func Example() {
	w, err := workspace.Load("../../examples/streampark")
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := generate.Workspace(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	targets, err := result.Inventory()
	if err != nil {
		fmt.Println(err)
		return
	}
	prod, err := inventory.In(targets, "prod")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, target := range prod {
		fmt.Println(target.Kind, target.Name, target.Namespace, target.URLs)
	}
	for _, image := range inventory.ImagesOf(prod) {
		fmt.Println(image.Reference)
	}
	// Output:
	// FlinkSession analytics streaming []
	// StreamPark console streaming [https://console-streaming.apps.example.com/]
	// registry.example.com/streaming/apache/streampark:2.1.6
	// registry.example.com/streaming/flink:1.20.3-scala_2.12-java17
	// registry.example.com/streaming/postgres:17-alpine
	// registry.example.com/streaming/python:3.13-alpine
}
