package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/review"
)

// group is changes that say the same of one or more objects, in one or more apps and environments.
type group struct {
	impact.Change // the first

	changes []impact.Change
	reason  string // of an acknowledgement; empty without one
}

// grouped puts changes together that say the same, in the order of the first of each; of one class, those with a loss stand first.
func grouped(r review.Review, changes []impact.Change) []*group {
	var groups []*group
	index := map[string]*group{}
	for _, change := range changes {
		acknowledged, _ := r.Acknowledgement(change)
		key := keyOf(change, acknowledged.Reason)
		g := index[key]
		if g == nil {
			g = &group{Change: change, reason: acknowledged.Reason}
			index[key], groups = g, append(groups, g)
		}
		g.changes = append(g.changes, change)
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		weight := func(g *group) int {
			switch {
			case g.Loss != "" && g.reason == "":
				return 0
			case g.Loss != "":
				return 1
			case g.State != "":
				return 2
			}
			return 3
		}
		return cmp.Or(b.Class.Compare(a.Class), cmp.Compare(weight(a), weight(b)))
	})
	return groups
}

// keyOf is what a change says, but for where it is and what it is called.
func keyOf(c impact.Change, acknowledged string) string {
	nameless := func(text string) string {
		if c.ID.Name == "" {
			return text
		}
		return strings.ReplaceAll(text, c.ID.Name, "\x00")
	}
	parts := []string{string(c.Class), acknowledged, nameless(c.Jobs), nameless(c.State), nameless(c.Users), nameless(c.Loss)}
	for _, kept := range c.Kept {
		parts = append(parts, nameless(kept))
	}
	for _, cause := range c.Causes {
		parts = append(parts, cause.Field, cause.Old, cause.New, cause.Reason)
	}
	if c.Was != nil {
		parts = append(parts, c.App)
	}
	return fmt.Sprintf("%q", parts)
}

// title names the objects of a group: by kind and name, or by kind and number where the names differ.
func (g *group) title() string {
	names, objects := map[string]bool{}, map[string]bool{}
	var kinds []string
	count := map[string]int{}
	for _, change := range g.changes {
		names[change.ID.Name], objects[change.ID.String()] = true, true
		if count[change.ID.Kind] == 0 {
			kinds = append(kinds, change.ID.Kind)
		}
		count[change.ID.Kind]++
	}
	slices.Sort(kinds)
	if len(names) == 1 {
		title := listed(kinds) + " " + g.ID.Name
		if len(g.changes) > len(objects) {
			title = fmt.Sprintf("%d objects: %s", len(g.changes), title)
		}
		return title
	}
	for i, kind := range kinds {
		kinds[i] = fmt.Sprintf("%d %s", count[kind], kind)
	}
	return listed(kinds)
}

// listed is words as people list them.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// place is an app with its environments.
type place struct {
	app          string
	environments []string
}

func (p place) String() string {
	environments := slices.DeleteFunc(slices.Clone(p.environments), func(e string) bool { return e == "" })
	if len(environments) == 0 {
		return p.app
	}
	return p.app + " in " + strings.Join(environments, ", ")
}

// places are where the changes of a group are, by app; and after most of them the number of apps that are left out.
func (g *group) places(most int) (named []string, left int) {
	byApp := map[string][]string{}
	for _, change := range g.changes {
		byApp[change.App] = append(byApp[change.App], change.Environment)
	}
	var all []place
	for app, environments := range byApp {
		slices.Sort(environments)
		all = append(all, place{app, slices.Compact(environments)})
	}
	slices.SortFunc(all, func(a, b place) int { return cmp.Compare(a.app, b.app) })
	if most > 0 && len(all) > most {
		all, left = all[:most], len(all)-most
	}
	for _, p := range all {
		named = append(named, p.String())
	}
	return named, left
}

// where says where the changes of a group are.
func (g *group) where(most int) string {
	named, left := g.places(most)
	text := strings.Join(named, "; ")
	if left > 0 {
		text += fmt.Sprintf("; and %d more apps", left)
	}
	return text
}

// effects are what happens, a line each.
func (g *group) effects() []effect {
	effects := []effect{{"jobs", g.Jobs}, {"state", g.State}, {"users", g.Users}, {"kept", strings.Join(g.Kept, "; ")}}
	if g.Loss != "" && g.reason != "" {
		effects = append(effects, effect{"acknowledged", g.reason})
	}
	if g.Loss != "" && g.reason == "" {
		effects = append(effects, effect{"loss", g.Loss})
	}
	return slices.DeleteFunc(effects, func(e effect) bool { return e.text == "" })
}

type effect struct{ of, text string }

// causeLine is a field with what it becomes.
func causeLine(c impact.Cause, quote func(string) string) string {
	value := func(text string) string {
		if text == "" {
			return "nothing"
		}
		return quote(text)
	}
	line := quote(c.Field) + ": " + value(c.Old) + " -> " + value(c.New)
	switch {
	case c.Old == "" && c.New != "":
		line = quote(c.Field) + ": set to " + quote(c.New)
	case c.New == "" && c.Old != "":
		line = quote(c.Field) + ": removed, was " + quote(c.Old)
	}
	if c.Reason != "" {
		line += " (" + c.Reason + ")"
	}
	return line
}
