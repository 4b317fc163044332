package format

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/review"
)

// MaxMarkdown is how many bytes Markdown has at most: GitHub refuses a comment of more than 65,536 characters, and what
// posts it may add some of its own.
const MaxMarkdown = 64_000

// maxRows are how many groups of changes the table has for each class.
const maxRows = 10

// asMarkdown is a summary and a table, which stand first and so survive when the end is cut off; then, folded, what happens in
// each environment. What would not fit is left out, whole groups at a time, and counted.
func asMarkdown(r review.Review, options Options) string {
	m := &markdown{left: MaxMarkdown - 200} // for the last line
	m.line("**%s**", text(capital(Summary(r))))
	if len(r.Changes) > 0 {
		m.line("")
		m.line("| | what happens | objects | where |")
		m.line("|---|---|---|---|")
		m.table(r)
	}
	if len(r.Uncompared) > 0 {
		m.line("")
		for _, u := range r.Uncompared {
			m.line("- cannot be compared: %s: %s", text(place{u.App, []string{u.Environment}}.String()), text(u.Reason))
		}
	}
	places, causes := maxPlaces, maxCauses
	if options.All {
		places, causes = 0, 0
	}
	for _, environment := range environments(r.Changes) {
		m.environment(r, environment, places, causes)
	}
	if m.omitted > 0 {
		m.left += 200
		m.line("")
		m.line("%d more changes are left out here: `flinkustomize diff` shows all.", m.omitted)
	}
	return m.b.String()
}

// markdown is a text that may be full.
type markdown struct {
	b       strings.Builder
	left    int // bytes
	omitted int // changes that did not fit
}

// block writes lines together, or reports that they do not fit.
func (m *markdown) block(lines ...string) bool {
	block := strings.Join(lines, "\n") + "\n"
	if len(block) > m.left {
		return false
	}
	m.b.WriteString(block)
	m.left -= len(block)
	return true
}

func (m *markdown) line(format string, args ...any) bool {
	return m.block(fmt.Sprintf(format, args...))
}

// table has a row for each group of changes, up to some of each class.
func (m *markdown) table(r review.Review) {
	byClass := map[impact.Class][]*group{}
	for _, g := range grouped(r, r.Changes) {
		byClass[g.Class] = append(byClass[g.Class], g)
	}
	for _, class := range worstFirst() {
		for i, g := range byClass[class] {
			if i == maxRows && len(byClass[class]) > maxRows+1 {
				rest := 0
				for _, g := range byClass[class][i:] {
					rest += len(g.changes)
				}
				m.line("| `%s` | %s | %d more | |", class.Sign(), class, rest)
				break
			}
			m.line("| `%s` | %s | %s | %s |", class.Sign(), class, text(g.title()), text(g.where(3)))
		}
	}
}

// environments are those of changes, that of the worst change first.
func environments(changes []impact.Change) []string {
	var names []string
	for _, change := range changes {
		if !slices.Contains(names, change.Environment) {
			names = append(names, change.Environment)
		}
	}
	return names
}

// environment writes what happens in one environment, folded.
func (m *markdown) environment(r review.Review, environment string, places, causes int) {
	changes := slices.DeleteFunc(slices.Clone(r.Changes), func(c impact.Change) bool { return c.Environment != environment })
	name := environment
	if name == "" {
		name = "without named environments"
	}
	const end = "\n</details>\n"
	if m.left -= len(end); m.left < 0 || !m.block("", "<details><summary>"+text(name)+": "+counted(changes)+"</summary>", "") {
		m.omitted += len(changes)
		return
	}
	for _, g := range grouped(r, changes) {
		lines := []string{fmt.Sprintf("- `%s` **%s**: %s, %s", g.Class.Sign(), g.Class, text(g.title()), text(g.apps(places)))}
		for i, cause := range g.Causes {
			if causes > 0 && i == causes && len(g.Causes) > causes+1 {
				lines = append(lines, fmt.Sprintf("  - and %d more fields", len(g.Causes)-causes))
				break
			}
			cause.Reason = text(cause.Reason)
			lines = append(lines, "  - "+causeLine(cause, code))
		}
		for _, e := range g.effects() {
			lines = append(lines, "  - "+e.of+": "+text(e.text))
		}
		if !m.block(lines...) {
			m.omitted += len(g.changes)
		}
	}
	m.b.WriteString(end)
}

// apps names the apps of a group of one environment.
func (g *group) apps(most int) string {
	alone := &group{Change: g.Change}
	for _, change := range g.changes {
		change.Environment = ""
		alone.changes = append(alone.changes, change)
	}
	return alone.where(most)
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// text is a text in which nothing is Markdown or HTML, on one line, also in a table.
func text(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "\n", " ",
		`\`, `\\`, "@", "@\u200b", "#", "#\u200b").Replace(diagnostic.Visible(s))
}

// code is a text as code, on one line.
func code(s string) string {
	s = strings.ReplaceAll(diagnostic.Visible(s), "\n", " ")
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}
