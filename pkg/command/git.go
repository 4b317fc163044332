package command

import (
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/repository"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// untracked returns the generated files, and the indexes beside them, that Git does not track, since a commit would leave them
// out, and how many files it looked for. There are none where the output folder is in no repository. Where it is in one and
// Git cannot tell, that is an error.
func untracked(p *project) (paths []string, total int, err error) {
	in, err := repository.Of(p.output)
	if err != nil || in == nil {
		return nil, 0, err
	}
	others, err := in.Untracked()
	if err != nil {
		return nil, 0, fmt.Errorf("whether Git tracks the files in %s could not be checked, though %s is a repository: %s", p.shown, in.Root, err)
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
