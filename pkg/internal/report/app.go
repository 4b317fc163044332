package report

import (
	"net/url"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// manyTargets is from how many on drawings are folded up: nobody scrolls past so many.
const manyTargets = 24

// details are all apps, each with a drawing for each environment and all that it has.
func (w *workspace) details() section {
	s := section{id: "apps", title: "Apps"}
	open := w.count() < manyTargets
	for _, a := range w.apps {
		article := el("article", attr("aria-labelledby", a.id()),
			el("h3", attr("id", a.id()), text(a.name), text(" "), el("span", class("kind"), text(a.kind))))
		if a.hasProcesses() {
			drawing := el("details", el("summary", text("Drawing"), hidden(" of "+a.name)), w.figures(a))
			if open {
				drawing.add(attr("open", ""))
			}
			article.add(drawing)
		}
		s.parts = append(s.parts, article.add(
			el("details", el("summary", text("All values"), hidden(" of "+a.name)), scrolling("All values of "+a.name, w.table(a))),
		))
	}
	return s
}

// hasProcesses reports whether there is anything to draw: a job of a session has no pods of its own.
func (a app) hasProcesses() bool {
	return slices.ContainsFunc(a.runs(), func(t *inventory.Target) bool { return len(t.Processes) > 0 })
}

func (a app) id() string { return id("app", a.folder) }

// link leads to the app.
func (a app) link() *element { return el("a", attr("href", "#"+a.id()), text(a.name)) }

// hidden is text that is read out alone.
func hidden(what string) *element { return el("span", class("hidden"), text(what)) }

// figures are the drawings of an app, one for each environment.
func (w *workspace) figures(a app) *element {
	all := el("div", class("figures"))
	for i, t := range a.targets {
		if t != nil {
			all.add(el("figure", el("figcaption", text(shown(w.environments[i]))), draw(t, w.registrars[place{a.folder, t.Environment}]).svg()))
		}
	}
	return all
}

// table has all values of an app; one that is the same everywhere stands once.
func (w *workspace) table(a app) *element {
	rows := el("tbody")
	everywhere := len(a.runs()) == len(a.targets) && len(a.targets) > 1
	for _, c := range a.compared() {
		row := el("tr", el("th", attr("scope", "row"), text(c.label)))
		if c.same && everywhere {
			row.add(el("td", number("colspan", len(a.targets)), c.shown(0)))
		} else {
			row.add(a.cells(c))
		}
		rows.add(row)
	}
	return el("table", class("compare"), el("thead", el("tr", el("th", attr("scope", "col"), text("Value")), w.columns())), rows)
}

// shown are the lines of the value in an environment, the first one after what stands before it. An address that a browser
// can open is a link.
func (c comparison) shown(environment int, before ...part) parts {
	lines := c.lines[environment]
	if len(lines) == 0 {
		return append(before, text("none"))
	}
	var all parts
	for i, line := range lines {
		shown := el("div")
		if i == 0 {
			shown.add(before...)
		}
		if (c.label == labelURLs || c.label == labelDashboards) && isWeb(line) {
			shown.add(el("a", attr("href", line), attr("rel", "noopener noreferrer"), text(line)))
		} else {
			shown.add(text(line))
		}
		all = append(all, shown)
	}
	return all
}

// isWeb reports whether a browser can open an address: nothing else becomes a link.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.Hostname() != "*"
}
