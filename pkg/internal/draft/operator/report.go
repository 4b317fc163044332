package operator

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
)

// report notes where what is rendered differs from what was read, and what is rendered beside it that was not read.
func (a *app) report(r rendering) {
	changes := a.differs(r)
	for _, d := range differences(a.object.Tree(), r.object.Tree()) {
		at := d.path
		if len(at) >= len(a.root) && slices.Equal(at[:len(a.root)], a.root) {
			at = at[len(a.root):]
		}
		isNoted := func(n draft.Note) bool { return n.Outcome == draft.NotKept && n.Field == pathText(d.path) }
		if a.isLost(at) || slices.ContainsFunc(a.Notes, isNoted) {
			continue
		}
		name := pathText(at)
		outcome, consequence := draft.Changed, "which means the same to the operator"
		if restarts(name, changes) {
			outcome, consequence = draft.NotKept, "which the operator takes for a change"
		}
		if d.path[0] == "metadata" {
			consequence = "which restarts nothing"
		}
		switch {
		case !d.has:
			a.note(outcome, pathText(d.path), "is left out, %s", consequence)
		case !d.had:
			a.note(draft.Changed, pathText(d.path), "is added, %s", consequence)
		default:
			a.note(outcome, pathText(d.path), "is written otherwise, %s", consequence)
		}
	}
	for _, object := range r.others {
		a.rendered = append(a.rendered, object)
		if !slices.ContainsFunc(a.beside, func(read manifest.Object) bool { return same(read, object) }) {
			a.note(draft.Changed, "", "brings %s, which was not read", object.ID())
		}
	}
}

// restarts reports whether a field, or one above or below it, is among those in which the operator sees a change.
func restarts(name string, changes []operatordiff.Field) bool {
	return slices.ContainsFunc(changes, func(change operatordiff.Field) bool {
		return name == change.Name || strings.HasPrefix(name, change.Name+".") || strings.HasPrefix(name, change.Name+"[") ||
			strings.HasPrefix(change.Name, name+".") || strings.HasPrefix(change.Name, name+"[") ||
			change.Name == strings.ReplaceAll(strings.TrimSuffix(name, "]"), "[", ".")
	})
}

// convertNumber reads a whole number from a text.
func convertNumber(value any) (int64, bool) {
	text, ok := value.(string)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}
