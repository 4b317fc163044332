// Command flinkustomize writes the kustomize bases and overlays of Flink clusters, their jobs and StreamPark into a Git repository.
package main

import (
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/command"
)

func main() { os.Exit(command.Main()) }
