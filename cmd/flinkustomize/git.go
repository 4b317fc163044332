package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// untracked returns the generated files, and the indexes beside them, that Git does not track, since a commit would leave them
// out, and how many files it looked for. There are none where the output folder is in no repository. Where it is in one and
// Git cannot tell, that is an error.
func untracked(p *project) (paths []string, total int, err error) {
	repository, err := findRepository(p.output)
	if err != nil || repository == "" {
		return nil, 0, err
	}
	git := exec.Command("git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--others", ".")
	git.Dir = p.output
	git.Env = append(slices.DeleteFunc(os.Environ(), isRepository), "GIT_DISCOVERY_ACROSS_FILESYSTEM=1")
	listed, err := git.Output()
	if err != nil {
		reason := err.Error()
		if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
			reason = strings.TrimSpace(string(exit.Stderr))
		}
		return nil, 0, fmt.Errorf("whether Git tracks the files in %s could not be checked, though %s is a repository: %s", p.shown, filepath.Dir(repository), reason)
	}
	others := map[string]bool{}
	for path := range strings.SplitSeq(string(listed), "\x00") {
		others[path] = true
	}
	look := func(path string) {
		total++
		if others[path] {
			paths = append(paths, path)
		}
	}
	for _, folder := range p.Tree.Folders() {
		if p.only != nil && !slices.Contains(p.only, folder.Path()) {
			continue
		}
		look(folder.Path() + "/" + tree.IndexName)
		for name := range folder.Paths() {
			look(folder.Path() + "/" + name)
		}
	}
	return paths, total, nil
}

// findRepository returns the .git of the repository that a folder is in; empty for none.
func findRepository(folder string) (string, error) {
	at, err := filepath.EvalSymlinks(folder) // as Git sees the folder it is started in
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil // nothing is generated yet
	}
	if err != nil {
		return "", err
	}
	for {
		found := filepath.Join(at, ".git")
		if _, err := os.Stat(found); err == nil {
			return found, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if at == filepath.Dir(at) {
			return "", nil
		}
		at = filepath.Dir(at)
	}
}

// isRepository reports whether a variable of the environment names a repository or says where to look for one. Git sets such
// for its hooks, and would then look for none from the output folder upwards.
func isRepository(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	switch name {
	case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES":
		return true
	}
	return false
}
