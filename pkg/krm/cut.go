package krm

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v3"
)

// text is a document by its lines, each with its end. Lines count from 1, as those of nodes do.
type text [][]byte

func newText(data []byte) text {
	lines := bytes.SplitAfter(data, []byte("\n"))
	if last := len(lines) - 1; len(lines[last]) == 0 {
		lines = lines[:last]
	} else {
		lines[last] = append(slices.Clone(lines[last]), '\n')
	}
	return lines
}

// between joins the lines from one to before another.
func (t text) between(from, to int) []byte { return bytes.Join(t[from-1:to-1], nil) }

// withComments is the first line of the comments that stand directly above a line, indented no deeper than it.
func (t text) withComments(line, indent, first int) int {
	for line > first {
		above := t[line-2]
		content := bytes.TrimLeft(above, " ")
		if len(above)-len(content) > indent || !bytes.HasPrefix(content, []byte("#")) {
			break
		}
		line--
	}
	return line
}

// dashLine is the line of the dash of an item that starts at a line; 0 where there is none. Between the two there may
// be comments and empty lines.
func (t text) dashLine(start, column, first int) int {
	for line := start; line >= first; line-- {
		content := bytes.TrimLeft(t[line-1], " ")
		if len(t[line-1])-len(content) == column && content[0] == '-' {
			return line
		}
	}
	return 0
}

// section is the lines of one field of the document.
type section struct {
	value      *yaml.Node
	key        int // line of the key
	start, end int // from the comments above the key to before those above the next one
}

// cut takes a ResourceList apart. It reports errTangled when the text is not line by line.
func cut(data []byte) (*resourceList, error) {
	root, err := parseDocument(data)
	if err != nil {
		return nil, err
	}
	lines := newText(data)
	sections, ok := cutSections(lines, root)
	if !ok {
		return nil, errTangled
	}
	list := &resourceList{root: root}
	at := section{start: root.Line, end: root.Line}
	if config, ok := sections["functionConfig"]; ok {
		list.functionConfig = config.value
		at = section{start: config.start, end: config.start}
	}
	if items, ok := sections["items"]; ok {
		at = items
		if !list.cutItems(lines, items) {
			return nil, errTangled
		}
	}
	// Results are what a function says, and so are not those of another one.
	results := sections["results"]
	copied := func(from, to int) []byte {
		if results.value != nil && from <= results.start && results.end <= to {
			return slices.Concat(lines.between(from, results.start), lines.between(results.end, to))
		}
		return lines.between(from, to)
	}
	list.head, list.tail = copied(1, at.start), copied(at.end, len(lines)+1)
	return list, nil
}

func cutSections(lines text, root *yaml.Node) (map[string]section, bool) {
	sections := map[string]section{}
	if root.Style != 0 || root.Anchor != "" || root.Column != 1 {
		return nil, false
	}
	end := documentEnd(lines, root)
	for i := len(root.Content) - 2; i >= 0; i -= 2 {
		key, value := root.Content[i], root.Content[i+1]
		if key.Column != 1 || key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0 || key.Line >= end {
			return nil, false
		}
		start := lines.withComments(key.Line, 0, 1)
		sections[key.Value] = section{value: value, key: key.Line, start: start, end: end}
		end = start
	}
	return sections, true
}

// documentEnd is the line after the last one of the document: an end marker does not belong to it.
func documentEnd(lines text, root *yaml.Node) int {
	last := root.Content[len(root.Content)-2].Line
	for line := last + 1; line <= len(lines); line++ {
		if bytes.HasPrefix(lines[line-1], []byte("...")) {
			return line
		}
	}
	return len(lines) + 1
}

// cutItems takes the items apart: each is its lines, with the comments above it.
func (l *resourceList) cutItems(lines text, items section) bool {
	list := items.value
	if len(list.Content) == 0 {
		return true
	}
	if list.Style != 0 || list.Anchor != "" || list.Line <= items.key {
		return false
	}
	l.dash = list.Column - 1
	first := items.key + 1
	end := items.end
	l.items = make([]item, len(list.Content))
	for i := len(list.Content) - 1; i >= 0; i-- {
		dash := lines.dashLine(list.Content[i].Line, l.dash, first)
		if dash == 0 || dash >= end {
			return false
		}
		start := first
		if i > 0 {
			start = lines.withComments(dash, l.dash, first)
		}
		l.items[i] = newItem(list.Content[i], lines.between(start, end))
		end = start
	}
	return true
}
