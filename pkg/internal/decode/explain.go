package decode

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// fault is what the parser says about a file, in its own words, and where.
type fault struct {
	message string   // such as "did not find expected key"
	at      location // where it failed
	start   location // of what it was reading; zero where it does not say
	data    []byte
}

// line is a line of the file, counted from 1.
func (f fault) line(n int) string {
	if n < 1 {
		return ""
	}
	text := (&lines{rest: f.data, line: 1}).from(n)
	if end := bytes.IndexAny(text, "\r\n"); end >= 0 {
		text = text[:end]
	}
	return string(text)
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// explain says what is the case and what to write, in place of the parser's words, and where that is.
func (f fault) explain() (location, string) {
	line, before, after := f.line(f.at.line), "", rest(f.data, f.at.line, f.at.column)
	if at := len(line) - len(strings.SplitN(after, "\n", 2)[0]); at >= 0 && at <= len(line) {
		before = line[:at]
	}
	after = strings.SplitN(after, "\n", 2)[0]
	startsLine := strings.TrimSpace(before) == ""
	switch {
	case strings.Contains(line, "{{") || strings.Contains(line, "{%"):
		return f.at, isTemplate
	case strings.HasPrefix(after, "\t") || strings.Contains(f.message, "tab character"):
		return f.at, "must be indented with spaces, not with tabs"
	}
	switch f.message {
	case "mapping values are not allowed in this context":
		return f.misplacedColon(before)
	case "could not find expected ':'":
		if f.start.line > 0 {
			return f.start, noColon
		}
		return f.at, noColon
	case "did not find expected key":
		return f.at, f.noField(startsLine, after)
	case "did not find expected '-' indicator":
		return f.at, fmt.Sprintf("is among the items of the list in line %d, but does not begin with a dash: begin it with a dash, or indent it as the field that it belongs to", f.start.line)
	case "block sequence entries are not allowed in this context":
		return f.at, "a list must begin in the line below its field, or be written as [a, b]"
	case "did not find expected ',' or ']'":
		return f.unclosed("[", "]", after)
	case "did not find expected ',' or '}'":
		return f.unclosed("{", "}", after)
	case "did not find expected node content":
		if strings.TrimSpace(rest(f.data, f.at.line, f.at.column)) == "" {
			return f.at, "the file ends before a bracket or a brace is closed"
		}
		return f.at, "a value is missing here, or there is a comma or a bracket too many"
	case "found unexpected end of stream", "found unexpected document indicator":
		return f.start, "the quote that opens here is never closed"
	case "found character that cannot start any token":
		return f.at, fmt.Sprintf("a value that begins with %.1s must be put in quotes", after)
	case "did not find expected alphabetic or numeric character":
		return f.at, "a value that begins with & or * must be put in quotes: they mark anchors and aliases in YAML"
	case "did not find expected comment or line break", "found an indentation indicator equal to 0":
		return f.at, "the text after | or > must begin in the next line"
	case "found unknown escape character", "did not find expected hexdecimal number", "found invalid Unicode character escape code":
		return f.at, `a backslash between double quotes must be doubled, as in "\\d", or stand between single quotes`
	case "did not find expected <document start>":
		return f.at, "a second document must begin with a line ---"
	case "found incompatible YAML document", "found duplicate %YAML directive", "found duplicate %TAG directive", "found unknown directive name":
		return f.at, "a line that begins with % is an instruction to the YAML parser: remove it"
	}
	if name := unknownAnchor.FindStringSubmatch(f.message); name != nil {
		return f.at, fmt.Sprintf("*%s refers to an anchor &%s that is not there: write the value, or put it in quotes if it is text", name[1], name[1])
	}
	return f.at, "must be valid YAML: " + f.message
}

var unknownAnchor = lazyregexp.New(`^unknown anchor '(.*)' referenced$`)

const (
	isTemplate = "{{ }} is no value: templates are not filled in here; write the value, or put it in quotes if the braces are meant"
	noColon    = "must be a field and its value, such as image: flink:1.20.3: the colon is missing"
)

// misplacedColon is about a second colon in a line, or a field below one that has no colon or has a value.
func (f fault) misplacedColon(before string) (location, string) {
	above := f.at.line - 1
	for above > 0 && strings.TrimSpace(f.line(above)) == "" {
		above--
	}
	switch {
	case strings.Contains(before, ": "):
		return f.at, "a value that holds a colon and a space must be put in quotes"
	case above == 0:
		return f.at, noColon
	case !hasColon.MatchString(f.line(above)):
		at := location{above, indentOf(f.line(above)) + 1}
		return at, "must be a field and its value, such as image: flink:1.20.3: the colon, or the space after it, is missing"
	}
	return location{f.at.line, indentOf(f.line(f.at.line)) + 1}, fmt.Sprintf("is indented further than line %d, which has a value already: indent both alike", above)
}

var hasColon = lazyregexp.New(`:(\s|$)`)

// noField is about something that stands where a mapping goes on with its next field.
func (f fault) noField(startsLine bool, after string) string {
	switch {
	case strings.HasPrefix(after, "]") || strings.HasPrefix(after, "}"):
		return fmt.Sprintf("%.1s closes nothing: remove it, or put the whole value in quotes", after)
	case !startsLine:
		return "text follows a value that has ended: put the whole value in quotes"
	case f.at.column == f.start.column && strings.HasPrefix(after, "- "):
		return "a list item stands among fields: put it below the field of its list"
	}
	return "is indented like no field above it: indent it as the fields that it belongs with"
}

// unclosed is about a list or a mapping in brackets. What is not closed fails at the end of the file only, or where the
// next field begins.
func (f fault) unclosed(open, closing, after string) (location, string) {
	if strings.TrimSpace(after) == "" || f.at.line > f.start.line {
		return f.start, fmt.Sprintf("the %s that opens here is not closed: there must be a %s, and a comma between values", open, closing)
	}
	return f.at, fmt.Sprintf("there must be a comma or a %s before this: a value with a colon, a bracket or a brace must be put in quotes", closing)
}

// conflicts are the places that a merge of Git left undecided.
func conflicts(file string, data []byte) diagnostic.Findings {
	var found diagnostic.Findings
	if !bytes.Contains(data, []byte(">>>>>>> ")) {
		return nil
	}
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if bytes.HasPrefix(text, []byte("<<<<<<< ")) {
			found = append(found, diagnostic.Finding{Position: diagnostic.Position{File: file, Line: line, Column: 1}, Rule: diagnostic.RuleYAML,
				Message: "a merge of Git left a conflict here: keep one side, and remove the lines <<<<<<<, ======= and >>>>>>>"})
		}
	}
	return found
}
