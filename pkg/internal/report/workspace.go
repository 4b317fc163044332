package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// workspace is the input in the order in which the page shows it.
type workspace struct {
	name         string
	environments []string // the columns; empty stands for none
	apps         []app
	pending      *impact.Report

	// registrars are the targets that use an app in an environment.
	registrars map[place][]*inventory.Target
}

// place is an app in an environment.
type place struct{ folder, environment string }

// app is one row: its targets by environment, nil where it does not run.
type app struct {
	kind, name, folder string
	targets            []*inventory.Target
}

func newWorkspace(in Input) *workspace {
	w := &workspace{name: in.Workspace, pending: in.Pending, registrars: map[place][]*inventory.Target{}}
	targets := slices.Clone(in.Targets)
	slices.SortStableFunc(targets, func(a, b inventory.Target) int {
		return cmp.Or(cmp.Compare(a.Folder, b.Folder), cmp.Compare(a.Environment, b.Environment))
	})
	named := map[string]bool{}
	for i := range targets {
		t := &targets[i]
		named[t.Environment] = true
		for _, used := range t.Uses {
			at := place{used, t.Environment}
			w.registrars[at] = append(w.registrars[at], t)
		}
	}
	for _, name := range append(slices.Clone(in.Environments), slices.Sorted(maps.Keys(named))...) {
		if named[name] && !slices.Contains(w.environments, name) {
			w.environments = append(w.environments, name)
		}
	}
	for i := range targets {
		t := &targets[i]
		if n := len(w.apps); n == 0 || w.apps[n-1].folder != t.Folder {
			w.apps = append(w.apps, app{t.Kind, t.Name, t.Folder, make([]*inventory.Target, len(w.environments))})
		}
		w.apps[len(w.apps)-1].targets[slices.Index(w.environments, t.Environment)] = t
	}
	return w
}

// runs are the targets of an app, without the environments in which it does not run.
func (a app) runs() []*inventory.Target {
	return slices.DeleteFunc(slices.Clone(a.targets), func(t *inventory.Target) bool { return t == nil })
}

// count of all targets.
func (w *workspace) count() int {
	n := 0
	for _, a := range w.apps {
		n += len(a.runs())
	}
	return n
}
