package report

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// overview is the matrix of apps by environments.
func (w *workspace) overview() section {
	head := el("tr", el("th", attr("scope", "col"), text("App")), w.columns())
	rows := el("tbody")
	for _, a := range w.apps {
		row := el("tr", el("th", attr("scope", "row"), a.link(), el("span", class("kind"), text(a.kind))))
		compared := a.compared()
		for i, t := range a.targets {
			row.add(cell(t, i, compared))
		}
		rows.add(row)
	}
	return section{id: "overview", title: "Overview", parts: parts{
		scrolling("Apps by environment", el("table", class("matrix"), el("thead", head), rows)),
	}}
}

// cell is what a target is in short.
func cell(t *inventory.Target, column int, compared []comparison) *element {
	if t == nil {
		return el("td", absent())
	}
	list := el("ul")
	for _, s := range inShort(t) {
		item := el("li")
		if slices.ContainsFunc(compared, func(c comparison) bool { return c.differs[column] && slices.Contains(s.says, c.label) }) {
			item.add(mark())
		}
		if s.label != "" {
			item.add(el("span", class("quiet"), text(s.label+" ")))
		}
		list.add(item.add(text(s.text)))
	}
	return el("td", list)
}

// short is a line of the overview, and the labels of the values that it says.
type short struct {
	label, text string
	says        []string
}

func inShort(t *inventory.Target) []short {
	all := []short{
		{labelFlink, t.FlinkVersion, []string{labelFlink}},
		{labelStreamPark, t.StreamParkVersion, []string{labelStreamPark}},
		{labelSession, t.Session, []string{labelSession}},
		{labelUpgradeMode, t.UpgradeMode, []string{labelUpgradeMode}},
		{"HA", t.HighAvailability, []string{labelHighAvailability}},
		{labelStorage, t.Storage, []string{labelStorage}},
	}
	for _, p := range t.Processes {
		all = append(all, short{p.Role, whole(p), []string{replicasLabel(p.Role), sizeLabel(p.Role), slotsLabel(p.Role)}})
	}
	return slices.DeleteFunc(all, func(s short) bool { return s.text == "" })
}

// absent stands where an app does not run.
func absent() parts {
	return parts{hidden("does not run here"), el("span", class("quiet"), attr("aria-hidden", "true"), text("–"))}
}

// mark stands before a value that most environments do not have.
func mark() *element {
	return el("span", class("mark"), el("span", attr("aria-hidden", "true"), text("◆")), hidden("differs: "))
}
