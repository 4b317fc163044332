package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/review"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// project is the workspace of the current folder and its tree.
type project struct {
	*generate.Result
	name   string   // of the workspace
	root   string   // of the workspace, absolute
	here   string   // the current folder
	output string   // absolute
	shown  string   // output as the user would name it here
	only   []string // folders that are selected; nil for all

	folder string   // output as gittree takes it, relative to within where that is set
	within *os.Root // the workspace, which its own output folder does not lead out of; nil for a folder that the user gave

	verifying time.Duration // what kustomize took

	guard review.Guard
	old   func() (*review.Old, error) // the tree that a change starts from
}

// loadProject reads the workspace and makes its tree. The output folder is the workspace's unless one is given. Meanwhile, the
// tree that a change starts from is read.
func loadProject(output string, specs []string, old func(review.Place) (*review.Old, error)) (*project, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	root, err := workspace.Find(here)
	if err != nil {
		return nil, err
	}
	w, err := workspace.Load(root)
	if err != nil {
		return nil, fromHere(err, here, root)
	}
	p := &project{name: w.Name, root: root, here: here, guard: review.GuardOf(w)}
	if output == "" {
		p.folder, p.within = filepath.FromSlash(w.Output), w.Dir
		p.output = filepath.Join(w.Root, p.folder)
	} else if p.output, err = filepath.Abs(output); err != nil {
		return nil, err
	} else {
		p.folder = p.output
	}
	p.shown = relative(here, p.output)
	if old != nil {
		p.old = meanwhile(func() (*review.Old, error) { return old(review.Place{Root: w.Root, Output: p.output}) })
	}
	result, err := generate.Workspace(w)
	if err != nil {
		return nil, fromHere(err, here, root)
	}
	result.Findings = namedFrom(result.Findings, here, root)
	p.Result = result
	if len(specs) == 0 {
		return p, nil
	}
	for i, spec := range specs {
		if specs[i], err = workspacePath(root, spec); err != nil {
			return nil, err
		}
	}
	p.only, err = result.Select(specs, func(folder string) bool {
		_, err := os.Stat(filepath.Join(p.output, filepath.FromSlash(folder)))
		return err == nil
	})
	return p, err
}

// workspacePath is a file as the workspace names it.
func workspacePath(root, file string) (string, error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	inside, err := filepath.Rel(root, absolute)
	if err != nil || !filepath.IsLocal(inside) {
		return "", fmt.Errorf("%s must be a spec of the workspace %s", file, root)
	}
	return filepath.ToSlash(inside), nil
}

// meanwhile begins to call a function, and gives one that waits for what it returns.
func meanwhile[T any](call func() (T, error)) func() (T, error) {
	var result T
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		result, err = call()
	}()
	return func() (T, error) {
		<-done
		return result, err
	}
}

// fromHere names the files of errors as the user would in the current folder.
func fromHere(err error, here, root string) error {
	var list diagnostic.Findings
	if !errors.As(err, &list) {
		return err
	}
	return namedFrom(list, here, root)
}

// namedFrom names the files of findings as the user would in the current folder.
func namedFrom(findings diagnostic.Findings, here, root string) diagnostic.Findings {
	named := make(diagnostic.Findings, len(findings))
	for i, f := range findings {
		if f.File != "" {
			f.File = relative(here, filepath.Join(root, filepath.FromSlash(f.File)))
		}
		named[i] = f
	}
	return named
}

// relative is a path as seen from a folder, or the path itself where that would be no shorter.
func relative(from, path string) string {
	short, err := filepath.Rel(from, path)
	if err != nil || strings.Count(short, "..") > 3 {
		return path
	}
	return short
}
