package effective

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// YAML is the spec as one document below a line that says what it is. The origin of each value stands behind it as a comment; where
// over, with the levels below that give the value, too. It is a spec without named environments, which gives the objects that the
// environment has, unless a preset gives what the spec has no use for: that is passed over in a preset and refused in a spec.
func (s Spec) YAML(over bool) ([]byte, error) {
	title := s.Kind + " " + s.Name
	if s.Environment != "" {
		title += " in environment " + s.Environment
	}
	mark := "#@"
	for holds(s.document, mark) {
		mark += "@"
	}
	comments := map[*yaml.Node]int{}
	for i, place := range s.places {
		comments[place] = i
	}
	document := plain(s.document, func(copy, original *yaml.Node) {
		if i, ok := comments[original]; ok {
			copy.LineComment = mark + strconv.Itoa(i)
		}
	})
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.CompactSeqIndent()
	encoder.SetIndent(2)
	if err := encoder.Encode(document); err != nil {
		return nil, err
	}
	if err := encoder.Close(); err != nil {
		return nil, err
	}
	return append([]byte("# "+title+"\n"), s.aligned(text.String(), mark, over)...), nil
}

func holds(node *yaml.Node, text string) bool {
	if strings.Contains(node.Value, text) {
		return true
	}
	for _, child := range node.Content {
		if holds(child, text) {
			return true
		}
	}
	return false
}

// plain is a copy of a node as people write YAML: in blocks, and in quotes only what some parser would not read as a text.
func plain(node *yaml.Node, each func(copy, original *yaml.Node)) *yaml.Node {
	made := *node
	made.Style, made.Content = 0, nil
	if node.Kind == yaml.ScalarNode && node.Tag == "!!str" && !strings.Contains(node.Value, "\n") {
		if text, err := yaml.Marshal(node.Value); err != nil || text[0] == '"' || text[0] == '\'' {
			made.Style = yaml.DoubleQuotedStyle
		}
	}
	for _, child := range node.Content {
		made.Content = append(made.Content, plain(child, each))
	}
	each(&made, node)
	return &made
}

// maxColumn is how far to the right comments are aligned; behind longer lines they stand at once.
const maxColumn = 60

// aligned puts the origins in the place of marks, in one column.
func (s Spec) aligned(text, mark string, over bool) string {
	column := 0
	lines := strings.SplitAfter(text, "\n")
	for _, line := range lines {
		if before, _, ok := strings.Cut(line, " "+mark); ok {
			if n := utf8.RuneCountInString(before); n <= maxColumn {
				column = max(column, n)
			}
		}
	}
	var out strings.Builder
	for _, line := range lines {
		before, index, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " "+mark)
		if !ok {
			out.WriteString(line)
			continue
		}
		i, _ := strconv.Atoi(index)
		comment := s.Values[i].Origin.String()
		if over {
			for _, o := range s.Values[i].Over {
				comment += "; over " + o.String()
			}
		}
		fmt.Fprintf(&out, "%-*s  # %s\n", column, before, comment)
	}
	return out.String()
}

// String is such as "spec, flink/analytics.yaml:14".
func (o Origin) String() string {
	switch {
	case o.File != "":
		return fmt.Sprintf("%s, %s:%d", o.Level, o.File, o.Line)
	case o.Line > 0:
		return fmt.Sprintf("%s, line %d", o.Level, o.Line)
	}
	return o.Level
}
