package report

// differences are the values that are not the same in all environments, apart from addresses.
func (w *workspace) differences() section {
	head := el("tr", el("th", attr("scope", "col"), text("App")), el("th", attr("scope", "col"), text("Value")), w.columns())
	table := el("table", class("compare"), el("thead", head))
	differ, same := 0, 0
	for _, a := range w.apps {
		if len(a.runs()) < 2 {
			continue
		}
		var rows []comparison
		for _, c := range a.compared() {
			if !c.same && !c.address {
				rows = append(rows, c)
			}
		}
		if len(rows) == 0 {
			same++
			continue
		}
		differ++
		group := el("tbody")
		for i, c := range rows {
			row := el("tr")
			if i == 0 {
				row.add(el("th", attr("scope", "rowgroup"), number("rowspan", len(rows)), a.link()))
			}
			group.add(row.add(el("th", attr("scope", "row"), text(c.label)), a.cells(c)))
		}
		table.add(group)
	}
	s := section{id: "differences", title: "Differences between environments"}
	switch {
	case differ == 0 && same == 0:
		s.parts = parts{el("p", text("No app runs in more than one environment."))}
	case differ == 0:
		s.parts = parts{el("p", text("None but addresses, which each app has below."))}
	default:
		s.parts = parts{legend(same), scrolling("Values that differ between environments", table)}
	}
	return s
}

// legend says what the table means, and of how many apps it has nothing.
func legend(same int) *element {
	p := el("p", class("legend"), el("span", class("mark"), attr("aria-hidden", "true"), text("◆")),
		text("is not what most of the environments have. Addresses are left out: each app has them below."))
	if same > 0 {
		p.add(text(" " + plural(same, "app") + " without differences."))
	}
	return p
}

// cells are those of a value, one for each environment.
func (a app) cells(c comparison) parts {
	var all parts
	for i, t := range a.targets {
		switch {
		case t == nil:
			all = append(all, el("td", absent()))
		case c.differs[i] && !c.address:
			all = append(all, el("td", class("differs"), c.shown(i, mark())))
		default:
			all = append(all, el("td", c.shown(i)))
		}
	}
	return all
}
