package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// untracked returns the generated files, and the indexes beside them, that Git does not track: a commit would leave them
// out. It is empty where the output folder is in no work tree, or there is no git.
func untracked(p *project) []string {
	git := exec.Command("git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--others", ".")
	git.Dir = p.output
	git.Env = slices.DeleteFunc(os.Environ(), isRepository)
	listed, err := git.Output()
	if err != nil {
		return nil
	}
	others := map[string]bool{}
	for path := range strings.SplitSeq(string(listed), "\x00") {
		others[path] = true
	}
	var paths []string
	for _, folder := range p.Tree.Folders() {
		if p.only != nil && !slices.Contains(p.only, folder.Path()) {
			continue
		}
		if index := folder.Path() + "/" + tree.IndexName; others[index] {
			paths = append(paths, index)
		}
		for name := range folder.All() {
			if path := folder.Path() + "/" + name; others[path] {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// isRepository tells whether a variable of the environment names a repository. Git sets such for its hooks, and would
// then look for none from the output folder upwards.
func isRepository(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	switch name {
	case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE":
		return true
	}
	return false
}
