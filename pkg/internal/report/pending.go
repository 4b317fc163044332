package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// grave are the classes that lose something, or that the cluster refuses.
var grave = []impact.Class{impact.JobsLost, impact.RecoveryAtRisk, impact.Replace, impact.Delete, impact.Refused}

// Changes of a class are folded up from so many on, and so are the fields of a change; no more of them are shown than that.
const (
	manyChanges = 20
	manyCauses  = 6
	mostCauses  = 30
)

// consequences are what the change does that is not merged yet, the worst class first.
func (w *workspace) consequences() section {
	s := section{id: "consequences", title: "Pending consequences"}
	all := w.pending.Changes
	if len(all) == 0 {
		s.parts = parts{el("p", text("Nothing changes in a cluster."))}
	}
	for len(all) > 0 {
		of := all[0].Class
		n := slices.IndexFunc(all, func(c impact.Change) bool { return c.Class != of })
		if n < 0 {
			n = len(all)
		}
		list := el("ol", class("changes"))
		for _, c := range all[:n] {
			list.add(w.change(c))
		}
		s.parts = append(s.parts, el("h3", badge(of), text(" "+plural(n, "object"))))
		if n < manyChanges {
			s.parts = append(s.parts, list)
		} else {
			s.parts = append(s.parts, el("details", el("summary", text("All "+strconv.Itoa(n))), list))
		}
		all = all[n:]
	}
	if n := w.pending.None; n == 1 {
		s.parts = append(s.parts, el("p", class("legend"), text("1 object differs without any effect.")))
	} else if n > 1 {
		s.parts = append(s.parts, el("p", class("legend"), text(strconv.Itoa(n)+" objects differ without any effect.")))
	}
	return s
}

func badge(c impact.Class) *element {
	names := "badge"
	if slices.Contains(grave, c) {
		names += " grave"
	}
	return el("span", class(names), el("span", class("sign"), attr("aria-hidden", "true"), text(c.Sign())), text(" "+string(c)))
}

// change is an object, what happens with it, and why.
func (w *workspace) change(c impact.Change) *element {
	item := el("li", el("p", class("object"), el("strong", text(c.ID.String())), text(" "), el("span", class("kind"), w.where(c))))
	effects := el("dl")
	was := ""
	if c.Was != nil {
		was = strings.TrimSuffix(c.Was.String()+" in "+c.Was.Namespace, " in ")
	}
	for _, effect := range []struct{ label, text string }{
		{"Was", was}, {"Jobs", c.Jobs}, {"State", c.State}, {"Users", c.Users}, {"Loss", c.Loss}, {"Kept", strings.Join(c.Kept, "; ")},
	} {
		if effect.text != "" {
			effects.add(el("dt", text(effect.label)), el("dd", text(effect.text)))
		}
	}
	if len(effects.children) > 0 {
		item.add(effects)
	}
	if len(c.Causes) > 0 {
		item.add(causes(c))
	}
	return item
}

// where a change is; a link where the app is on the page.
func (w *workspace) where(c impact.Change) parts {
	at := parts{text(c.App)}
	if i := slices.IndexFunc(w.apps, func(a app) bool { return a.folder == c.App }); i >= 0 {
		at = parts{el("a", attr("href", "#"+w.apps[i].id()), text(c.App))}
	}
	if c.Environment != "" {
		at = append(at, text(" in "+c.Environment))
	}
	return at
}

// causes are the fields that differ.
func causes(c impact.Change) *element {
	head := el("tr")
	for _, title := range []string{"Field", "Before", "After"} {
		head.add(el("th", attr("scope", "col"), text(title)))
	}
	rows := el("tbody")
	for _, cause := range c.Causes[:min(len(c.Causes), mostCauses)] {
		field := el("th", attr("scope", "row"), el("code", text(cause.Field)))
		if cause.Reason != "" {
			field.add(el("div", class("kind"), text(cause.Reason)))
		}
		rows.add(el("tr", field, el("td", literal(cause.Old)), el("td", literal(cause.New))))
	}
	if n := len(c.Causes) - mostCauses; n > 0 {
		rows.add(el("tr", el("td", number("colspan", 3), text("and "+plural(n, "more field")))))
	}
	label := "Fields of " + c.ID.String() + " in " + strings.TrimSpace(c.App+" "+c.Environment)
	all := el("details", el("summary", text(plural(len(c.Causes), "field")), hidden(" of "+c.ID.String())),
		scrolling(label, el("table", class("compare"), el("thead", head), rows)))
	if len(c.Causes) < manyCauses {
		all.add(attr("open", ""))
	}
	return all
}

// literal is a value as it is in the object.
func literal(value string) part {
	if value == "" {
		return text("absent")
	}
	return el("code", text(value))
}
