package main

import (
	"os/exec"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// untracked returns the generated files that Git does not track: a commit would leave them out. It is empty where the
// output folder is in no work tree, or there is no git.
func untracked(output string, t *tree.Tree) []string {
	git := exec.Command("git", "ls-files", "-z", "--others", ".")
	git.Dir = output
	listed, err := git.Output()
	if err != nil {
		return nil
	}
	var paths []string
	for path := range strings.SplitSeq(string(listed), "\x00") {
		if _, generated := t.File(path); generated {
			paths = append(paths, path)
		}
	}
	return paths
}
