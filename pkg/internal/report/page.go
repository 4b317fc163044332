package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

//go:embed style.css
var style string

// policy lets the page use its own style sheet, and nothing else: no script, no image, no request.
func policy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// section is a part of the page that the navigation leads to.
type section struct {
	id, title string
	parts     parts
}

func (w *workspace) page() *element {
	title := w.name
	if title == "" {
		title = "workspace"
	}
	sections := w.sections()
	navigation := el("ul")
	body := el("main", attr("id", "content"))
	for _, s := range sections {
		navigation.add(el("li", el("a", attr("href", "#"+s.id), text(s.title))))
		body.add(el("section", attr("aria-labelledby", s.id), el("h2", attr("id", s.id), text(s.title)), s.parts))
	}
	return el("html", attr("lang", "en"),
		el("head",
			el("meta", attr("charset", "utf-8")),
			el("meta", attr("http-equiv", "Content-Security-Policy"), attr("content", policy())),
			el("meta", attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")),
			el("meta", attr("name", "color-scheme"), attr("content", "light dark")),
			el("meta", attr("name", "referrer"), attr("content", "no-referrer")),
			el("title", text(title+" · flinkustomize")),
			el("style", raw(style)),
		),
		el("body",
			el("a", class("skip"), attr("href", "#content"), text("Skip to content")),
			el("header",
				el("p", class("kicker"), text("Flink workspace")),
				el("h1", text(title)),
				el("p", class("lead"), text(w.summary())),
				el("nav", attr("aria-label", "Sections"), navigation),
			),
			body,
			el("footer", el("p", text("Made by flinkustomize from the specs of the workspace. Not from the clusters: what runs there may differ."))),
		),
	)
}

// summary is the one line that says how large the workspace is.
func (w *workspace) summary() string {
	summary := plural(len(w.apps), "app")
	if n := len(slices.DeleteFunc(slices.Clone(w.environments), func(name string) bool { return name == "" })); n > 0 {
		summary += " in " + plural(n, "environment")
	}
	if w.pending != nil {
		summary += ", " + changes(len(w.pending.Changes))
	}
	return summary
}

func changes(n int) string {
	if n == 0 {
		return "no pending change"
	}
	return plural(n, "pending change")
}

func (w *workspace) sections() []section {
	var all []section
	if w.pending != nil {
		all = append(all, w.consequences())
	}
	all = append(all, w.overview())
	if len(w.environments) > 1 {
		all = append(all, w.differences())
	}
	return append(all, w.details())
}

// id is a text as an id, and as the fragment of a link to it.
func id(names ...string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteByte(':')
		}
		for _, c := range []byte(name) {
			switch {
			case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '/', c == '.':
				b.WriteByte(c)
			default:
				b.WriteString("_" + strconv.FormatUint(uint64(c), 16))
			}
		}
	}
	return b.String()
}

// scrolling is a table that scrolls in itself, with the keyboard too.
func scrolling(label string, table *element) *element {
	return el("div", class("scroll"), attr("role", "group"), attr("aria-label", label), attr("tabindex", "0"), table)
}

// columns are the heads of the environments.
func (w *workspace) columns() parts {
	var all parts
	for _, name := range w.environments {
		all = append(all, el("th", attr("scope", "col"), text(shown(name))))
	}
	return all
}

// shown is the name of an environment.
func shown(environment string) string {
	if environment == "" {
		return "no environment"
	}
	return environment
}
