// Package fold makes documents of drafts: one spec of all drafts of an app, whatever environments they are of, and the
// Environments. What is common to all environments stands in the spec, and what differs below spec.environments; settings that
// the apps of an environment share stand in its Environment. That the documents render what each draft renders alone is proved for
// each of them, and where it is not so, less is taken for common.
package fold

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/field"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
)

// Documents folds drafts. Those without an environment get their settings inline.
func Documents(drafts []draft.Draft) Folded {
	var folded Folded
	for _, d := range drafts {
		folded.Notes = append(folded.Notes, d.Notes...)
	}
	drafts, twice := unique(drafts)
	drafts, different := withCommonMetadata(drafts)
	folded.Notes = slices.Concat(folded.Notes, twice, different)
	drafts, folded.Files = placed(drafts)
	w := newWorld(folded.Files)
	drafts = w.withDefaults(w.withRegistries(drafts))
	apps := make([]app, len(drafts))
	for i, d := range drafts {
		apps[i] = w.app(d)
	}
	var environments []Document
	for _, of := range groups(apps, func(a app) string { return a.Environment }) {
		if name := of[0].Environment; name != "" {
			environments = append(environments, environmentDocument(name, w.share(of)))
		}
	}
	slices.SortFunc(environments, func(a, b Document) int { return cmp.Compare(a.Name, b.Name) })
	var specs []Document
	for _, of := range groups(apps, func(a app) string { return a.Kind + "/" + a.Name }) {
		spec, notes := w.fold(of, environments)
		specs, folded.Notes = append(specs, spec), append(folded.Notes, notes...)
	}
	folded.Documents = append(environments, specs...)
	return folded
}

// unique sorts drafts by their kinds, names and environments. Of two of one app in one environment there is one document.
func unique(drafts []draft.Draft) ([]draft.Draft, []draft.Note) {
	kinds := registry.Names()
	drafts = slices.Clone(drafts)
	slices.SortStableFunc(drafts, func(a, b draft.Draft) int {
		return cmp.Or(slices.Index(kinds, a.Kind)-slices.Index(kinds, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Environment, b.Environment))
	})
	var notes []draft.Note
	kept := drafts[:0]
	for i, d := range drafts {
		if last := len(kept) - 1; i > 0 && kept[last].Kind == d.Kind && kept[last].Name == d.Name && (kept[last].Environment == d.Environment || kept[last].Environment == "") {
			where := "twice"
			if d.Environment != "" {
				where += " in environment " + d.Environment
			}
			notes = append(notes, draft.Note{Outcome: draft.NotKept, Object: d.String(), Message: "is there " + where +
				", and the first one was taken: rename one, or import each with an environment of its own (--environment NAME=PATH)"})
			continue
		}
		kept = append(kept, d)
	}
	return kept, notes
}

// groups are the apps of each key, in the order in which the keys come first.
func groups(apps []app, key func(app) string) [][]*app {
	var all [][]*app
	at := map[string]int{}
	for i := range apps {
		k := key(apps[i])
		if _, known := at[k]; !known {
			at[k] = len(all)
			all = append(all, nil)
		}
		all[at[k]] = append(all[at[k]], &apps[i])
	}
	return all
}

// app is a draft, and what it comes to alone.
type app struct {
	draft.Draft
	want outcome
	wild bool // it cannot be rendered, so that nothing can be proved

	own map[string]any // settings that its Environment does not have
}

func (w world) app(d draft.Draft) app {
	a := app{Draft: d, own: maps.Clone(d.Settings)}
	var err error
	if a.want, err = w.one(a.document(nil), environmentDocument(d.Environment, d.Settings)); d.Environment == "" {
		a.want, err = w.one(a.document(d.Settings))
	}
	a.wild = err != nil
	return a
}

// one is the outcome of a document with one target.
func (w world) one(d Document, environments ...Document) (outcome, error) {
	all, err := w.outcomes(d, environments...)
	for _, o := range all {
		return o, err
	}
	return outcome{}, cmp.Or(err, fmt.Errorf("%s %s has no target", d.Kind, d.Name))
}

// document is the app in its environment alone, with settings of its own.
func (a app) document(own map[string]any) Document {
	spec := a.level(own)
	if a.Environment != "" {
		spec["environments"] = map[string]any{a.Environment: map[string]any{}}
	}
	return specDocument(a.Draft, spec)
}

// level is the spec of the app in its environment, with settings of its own.
func (a app) level(own map[string]any) map[string]any {
	spec := maps.Clone(a.Spec)
	if spec == nil {
		spec = map[string]any{}
	}
	settings := maps.Clone(own)
	if namespace, ok := settings["namespace"]; ok && !has(spec, "namespace") && field.Spec(a.Kind).Has("namespace") {
		spec["namespace"] = namespace
		delete(settings, "namespace")
	}
	if len(settings) > 0 {
		spec["environment"] = settings
	}
	return spec
}

// fold makes one spec of an app in its environments.
func (w world) fold(apps []*app, environments []Document) (Document, []draft.Note) {
	if apps[0].Environment == "" {
		d := apps[0].document(apps[0].Settings)
		d.Comments = apps[0].Comments
		return d, nil
	}
	first := apps[0].Draft
	levels := make([]map[string]any, len(apps))
	wild := false
	for i, a := range apps {
		levels[i], wild = a.level(a.own), wild || a.wild
	}
	for d := members; ; d++ {
		common, own := d.split(levels, field.Spec(first.Kind))
		named := map[string]any{}
		for i, a := range apps {
			named[a.Environment] = own[i]
		}
		spec := maps.Clone(common)
		spec["environments"] = named
		document := specDocument(first, spec)
		document.Comments = comments(apps, common, own)
		if wild && d == top || !wild && w.proved(document, apps, environments) {
			return document, nil
		}
		if d == nothing {
			return document, []draft.Note{{Outcome: draft.Changed, Object: first.String(),
				Message: "renders something else in an environment than it does alone: import --verify shows what"}}
		}
	}
}

// proved reports whether a document comes to what each of the apps is alone.
func (w world) proved(document Document, apps []*app, environments []Document) bool {
	var known []Document
	for _, e := range environments {
		if slices.ContainsFunc(apps, func(a *app) bool { return a.Environment == e.Name }) {
			known = append(known, e)
		}
	}
	got, err := w.outcomes(document, known...)
	return err == nil && !slices.ContainsFunc(apps, func(a *app) bool {
		one, ok := got[a.Environment]
		return !ok || !one.same(a.want)
	})
}
