package input

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

type operatorRelease = operator.Release

// project is a workspace.
type project struct {
	root    string
	read    *workspace.Workspace // nil where flinkustomize.yaml is wrong
	wrong   error
	release operator.Release // of all its environments; zero where there is none, or they differ
}

// project is the workspace that a folder lies in; nil where there is none.
func (r *run) project(dir string) *project {
	if known, ok := r.workspaces[dir]; ok {
		return known
	}
	root, err := workspace.Find(dir)
	if err != nil {
		r.workspaces[dir] = nil
		return nil
	}
	found, ok := r.workspaces[root]
	if !ok {
		found = &project{root: root}
		found.read, found.wrong = workspace.Load(root)
		if found.wrong != nil {
			found.read = nil
		} else {
			found.release = found.environmentsRelease()
		}
		r.workspaces[root] = found
	}
	r.workspaces[dir] = found
	return found
}

// isOutput reports whether a folder is the one that the workspace's tree is in.
func (p *project) isOutput(dir string) bool {
	return p != nil && p.read != nil && dir == filepath.Join(p.root, filepath.FromSlash(p.read.Output))
}

// environmentsRelease is the release that all Environment documents of the workspace name, and the FlinkOperators that some of them follow.
func (p *project) environmentsRelease() operator.Release {
	releases := map[operator.Release]bool{}
	var last operator.Release
	_ = filepath.WalkDir(p.root, func(path string, entry fs.DirEntry, err error) error { // a folder that cannot be read says nothing
		switch {
		case err != nil:
			return nil
		case entry.IsDir() && (path != p.root && isHidden(entry.Name()) || p.isOutput(path)):
			return fs.SkipDir
		case !entry.Type().IsRegular() || !isYAML(path):
			return nil
		}
		data, failed := readFile(path)
		if failed != "" || !bytes.Contains(data, []byte("operatorVersion")) {
			return nil
		}
		documents, _ := decode.Documents(path, data) // generate says what is wrong with them
		for _, document := range documents {
			if kind := document.Kind(); kind != v1alpha1.KindEnvironment && kind != v1alpha1.KindFlinkOperator {
				continue
			}
			spec, _ := document.Content()["spec"].(map[string]any)
			var either v1alpha1.Environment // both have the release in one place
			document.Decode(&either)
			if release, err := operator.ParseRelease(either.Spec.OperatorVersion); err == nil && spec != nil {
				releases[release], last = true, release
			}
		}
		return nil
	})
	if len(releases) == 1 {
		return last
	}
	return operator.Release{}
}

// target is what the objects of a folder's files are for. Its release is zero where nobody named one.
func (r *run) target(dir string) lint.Target {
	t := lint.Target{Operator: r.Operator, Flink: r.Flink}
	if p := r.project(dir); p != nil && (t.Operator == operator.Release{}) {
		t.Operator = p.release
	}
	return t
}

// checkWorkspaces checks the specs of the workspaces that the arguments lie in or have below them, as far as they lie in
// what was asked for.
func (r *run) checkWorkspaces() error {
	done := map[*project]bool{}
	for _, p := range r.workspaces {
		if p == nil || done[p] {
			continue
		}
		if p.read != nil {
			defer p.read.Dir.Close()
		}
		if !r.concerns(p) {
			continue
		}
		done[p] = true
		err := p.wrong
		var found diagnostic.Findings
		if err == nil {
			found, err = generated(p.read)
		}
		var list diagnostic.Findings
		if err != nil && !errors.As(err, &list) {
			return err
		}
		for _, f := range append(found, list...) {
			if f.File != "" {
				path := filepath.Join(p.root, filepath.FromSlash(f.File))
				if f.File != workspace.FileName && !r.isAsked(path) {
					continue
				}
				f.File = relative(r.here, path)
			}
			r.found = append(r.found, f)
		}
		r.report.Workspaces++
		r.report.Read = true
	}
	return nil
}

func generated(w *workspace.Workspace) (diagnostic.Findings, error) {
	result, err := generate.Workspace(w)
	if err != nil {
		return nil, err
	}
	return result.Findings, nil
}

// concerns reports whether an argument lies in a workspace, or the workspace in it.
func (r *run) concerns(p *project) bool {
	return r.isAsked(p.root) || slices.ContainsFunc(r.scopes, func(scope string) bool { return isWithin(scope, p.root) })
}

// isAsked reports whether a file is, or lies below, one of the arguments.
func (r *run) isAsked(path string) bool {
	for _, scope := range r.scopes {
		if isWithin(path, scope) {
			return true
		}
	}
	return false
}

func isWithin(path, folder string) bool {
	below, err := filepath.Rel(folder, path)
	return err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}

// relative is a path as seen from a folder, or the path itself where that would be no shorter.
func relative(from, path string) string {
	short, err := filepath.Rel(from, path)
	if err != nil || strings.Count(short, "..") > 3 {
		return path
	}
	return short
}
