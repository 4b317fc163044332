package report

import (
	"bytes"
	"html"
	"slices"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

// An element of HTML or SVG. Its name and those of its attributes are this package's own; every text and every value of
// an attribute is escaped when it is written. (Package html/template would do that too, but it calls methods by name, for
// which the linker must keep all methods of all types: 6 MB of the binary.)
type element struct {
	name       string
	attributes []attribute
	children   []part
}

// part is what an element is made of: attributes, text and other elements.
type part interface{ addTo(e *element) }

// el is an element of parts.
func el(name string, parts ...part) *element {
	e := &element{name: name}
	return e.add(parts...)
}

func (e *element) add(parts ...part) *element {
	for _, p := range parts {
		p.addTo(e)
	}
	return e
}

func (e *element) addTo(parent *element) { parent.children = append(parent.children, e) }

type attribute struct{ name, value string }

func (a attribute) addTo(e *element) { e.attributes = append(e.attributes, a) }

func attr(name, value string) attribute   { return attribute{name, value} }
func class(names string) attribute        { return attribute{"class", names} }
func number(name string, n int) attribute { return attribute{name, strconv.Itoa(n)} }

// text is what a reader sees.
type text string

func (t text) addTo(e *element) { e.children = append(e.children, t) }

// parts are several, or none.
type parts []part

func (all parts) addTo(e *element) { e.add(all...) }

// raw is text of this package's own that is not escaped: a style sheet.
type raw string

func (r raw) addTo(e *element) { e.children = append(e.children, r) }

// inline elements stand in a line of text, where a line break would be a blank. Others begin a line, so that the page can
// be read, and compared, line by line.
var inline = []string{"a", "abbr", "b", "code", "small", "span", "strong", "tspan"}

// void elements have no end tag.
var void = []string{"meta"}

func (e *element) write(b *bytes.Buffer) {
	if !slices.Contains(inline, e.name) && b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteByte('<')
	b.WriteString(e.name)
	for _, a := range e.attributes {
		b.WriteByte(' ')
		b.WriteString(a.name)
		b.WriteString(`="`)
		b.WriteString(escape(a.value))
		b.WriteByte('"')
	}
	b.WriteByte('>')
	for _, child := range e.children {
		switch child := child.(type) {
		case *element:
			child.write(b)
		case text:
			b.WriteString(escape(string(child)))
		case raw:
			b.WriteString(string(child))
		}
	}
	if !slices.Contains(void, e.name) {
		b.WriteString("</" + e.name + ">")
	}
}

// escape writes a text for HTML. What cannot be seen in it is shown: a name must not look like another one.
func escape(text string) string { return html.EscapeString(invisible.Escape(text)) }
