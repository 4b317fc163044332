package operator

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// app is a custom resource on its way to a draft.
type app struct {
	draft.Draft
	in      draft.Input
	object  manifest.Object // effective, as what is rendered is compared with it
	release operator.Release
	beside  []manifest.Object // the objects that it may render beside itself, effective

	// root is where the spec of a cluster stands in the object.
	root []any

	tried    map[string]bool   // fields that were written, whether they could be or not
	moved    map[string]lift   // values that were taken out of fields that refuse them, by their paths
	stays    map[string]bool   // paths of those that are refused elsewhere, too
	written  [][]any           // paths of asWritten
	lost     [][]any           // fields that were taken out, which notes say
	rendered []manifest.Object // of those beside it, what the spec renders
}

// rendering is what a spec renders.
type rendering struct {
	object manifest.Object   // of the same kind and name
	others []manifest.Object // effective
	errors diagnostic.Findings
}

// render renders a spec with the app's settings.
func (a *app) render(spec map[string]any) (rendering, error) { return a.renderLike(spec, nil) }

// renderLike is render for a spec that is of no use unless it renders the custom resource as it is. A nil tree takes any.
func (a *app) renderLike(spec, like map[string]any) (rendering, error) {
	var r rendering
	whole := maps.Clone(spec)
	delete(whole, "resources")
	settings := maps.Clone(a.Settings)
	if a.Environment != "" {
		settings["name"] = a.Environment // for {environment}
	}
	whole["environment"] = settings
	text, err := json.Marshal(map[string]any{"metadata": map[string]any{"name": a.Name, "labels": a.Labels, "annotations": a.Annotations}, "spec": whole})
	if err != nil {
		return r, err
	}
	kind, known := registry.Named(a.Kind)
	if !known {
		return r, fmt.Errorf("there is no kind %s", a.Kind)
	}
	typed := kind.New()
	if err := json.Unmarshal(text, typed); err != nil {
		return r, err
	}
	id := a.object.ID()
	isOwn := func(object manifest.Object) bool { return object.ID().Kind == id.Kind && object.ID().Group == id.Group }
	objects, found := generation.Attempt(typed, func(object manifest.Object) bool {
		return like == nil || !isOwn(object) || manifest.Equal(draft.Effective(object, "").Tree(), like)
	})
	for _, f := range found {
		if f.Severity == diagnostic.SeverityError {
			r.errors = append(r.errors, f)
		}
	}
	for _, object := range objects {
		if isOwn(object) {
			r.object = draft.Effective(object, "")
			continue
		}
		r.others = append(r.others, draft.Effective(object, ""))
	}
	if r.object.Tree() == nil {
		return r, fmt.Errorf("nothing can be rendered: %w", found.Err())
	}
	return r, nil
}

// keeps reports whether a rendering has the custom resource as another one has it, breaks no more rules, adds no more objects that were
// not read, and has no less of those that were.
func (a *app) keeps(r, before rendering) bool {
	if len(r.errors) > len(before.errors) || !manifest.Equal(r.object.Tree(), before.object.Tree()) {
		return false
	}
	read, added := a.counts(r)
	hadRead, hadAdded := a.counts(before)
	return read >= hadRead && added <= hadAdded
}

// counts are how many objects a rendering has beside the custom resource that were read, and that were not.
func (a *app) counts(r rendering) (read, added int) {
	for _, object := range r.others {
		if slices.ContainsFunc(a.beside, func(beside manifest.Object) bool { return same(beside, object) }) {
			read++
		} else {
			added++
		}
	}
	return read, added
}

// same reports whether two objects are one with the same contents.
func same(a, b manifest.Object) bool {
	return a.ID() == b.ID() && manifest.Equal(a.Tree(), b.Tree())
}

// try takes over a changed spec if it keeps what the spec renders now.
func (a *app) try(changed map[string]any, before *rendering) bool {
	r, err := a.renderLike(changed, before.object.Tree())
	if err != nil || !a.keeps(r, *before) {
		return false
	}
	a.Spec, *before = changed, r
	return true
}

// spec is what the operator compares of an object.
func (a *app) spec(object manifest.Object) map[string]any {
	value, _ := object.At(a.root)
	spec, _ := value.(map[string]any)
	return spec
}

// differs are the fields in which the operator takes a rendering for changed.
func (a *app) differs(r rendering) []operatordiff.Field {
	was, is := a.spec(a.object), a.spec(r.object)
	if a.Kind == v1alpha1.KindFlinkSessionJob {
		return operatordiff.FlinkSessionJob(a.release, false, was, is)
	}
	return operatordiff.FlinkDeployment(a.release, was, is)
}

func (a *app) note(outcome, field, format string, args ...any) {
	a.Notes = append(a.Notes, draft.Note{Outcome: outcome, Source: a.in.At(a.Objects[0]), Object: a.object.ID().String(), Field: field, Message: fmt.Sprintf(format, args...)})
}
