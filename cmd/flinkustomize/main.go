// Command flinkustomize writes the kustomize bases and overlays of Flink sessions into a Git repository.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
)

func main() {
	// A run is short and its garbage plentiful: collect it less often than Go does, as long as memory stays small.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(450 << 20)
	os.Exit(run())
}

// Exit codes.
const (
	exitFindings = 1 // something is wrong with the specs, or the tree is not as they say
	exitFailed   = 2 // flinkustomize could not run
)

// run is main without the exit.
func run() int {
	err := newRootCommand().Execute()
	if err == nil {
		return 0
	}
	var findings findings
	if errors.As(err, &findings) {
		if findings.text != "" {
			fmt.Fprintln(os.Stderr, findings.text)
		}
		return exitFindings
	}
	fmt.Fprintln(os.Stderr, "flinkustomize:", err)
	return exitFailed
}

// findings ends a command with exit code 1.
type findings struct{ text string }

func (f findings) Error() string { return f.text }
