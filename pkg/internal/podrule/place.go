package podrule

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// place is where a checker is in a pod. Its path is put together only when something is wrong there: most pods are right, and
// the paths of all their fields cost more than the checks.
type place struct {
	parent *place // nil for the root
	names  []string
	index  int // in a list, where there are no names
}

// Child is the place of the field or map entry that the names lead to.
func (p *place) Child(names ...string) *place { return &place{parent: p, names: names} }

// Index is the place of the element i of the list at p.
func (p *place) Index(i int) *place { return &place{parent: p, index: i} }

// path is the path from the root. It shares nothing with the place, which so can live on the stack.
func (p *place) path() diagnostic.Path {
	var path diagnostic.Path
	for at := p; at != nil; at = at.parent {
		step := diagnostic.Path{}
		for _, name := range at.names {
			step = step.Child(strings.Clone(name))
		}
		if at.names == nil {
			step = step.Index(at.index)
		}
		path = append(step, path...)
	}
	return path
}
