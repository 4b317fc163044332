package impact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

const (
	maxValue = 80 // characters of a value that are shown
	masked   = "***"
)

// oneLine is a value as YAML on one line, shortened, with stars where a credential is. The name is the one that it goes by.
func oneLine(name string, value any) string { return shorten(written(name, value)) }

// written is a value as YAML, with stars where a credential is; empty for none.
func written(name string, value any) string {
	if value == nil {
		return ""
	}
	if text, ok := value.(string); ok {
		if credential.Entry(name, text) != "" {
			return masked
		}
		if text == "" {
			return `""`
		}
		return credential.Mask(text)
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(hide(name, value)); err != nil {
		return fmt.Sprintf("a %T", value)
	}
	return credential.MaskIn(strings.TrimSuffix(line.String(), "\n"))
}

// hide copies a tree, with stars in the place of each text that is a credential.
func hide(name string, value any) any {
	var ways [][]credential.Step
	credential.Tree(map[string]any{name: value}, func(way []credential.Step, _ string) {
		ways = append(ways, append([]credential.Step(nil), way...))
	})
	if len(ways) == 0 {
		return value
	}
	return hideAt(value, ways, 1)
}

func hideAt(value any, ways [][]credential.Step, depth int) any {
	below := func(step credential.Step) (next [][]credential.Step, here bool) {
		for _, way := range ways {
			if len(way) > depth && way[depth] == step {
				next, here = append(next, way), here || len(way) == depth+1
			}
		}
		return next, here
	}
	hidden := func(child any, step credential.Step) any {
		next, here := below(step)
		switch {
		case here:
			return masked
		case len(next) == 0:
			return child
		}
		return hideAt(child, next, depth+1)
	}
	switch v := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(v))
		for key, child := range v {
			copied[key] = hidden(child, credential.Step{Key: key, Index: -1})
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i, child := range v {
			copied[i] = hidden(child, credential.Step{Index: i})
		}
		return copied
	}
	return masked
}

// shorten keeps to one line of what can be seen.
func shorten(text string) string {
	if line, _, more := strings.Cut(text, "\n"); more {
		text = line + " …"
	}
	text = invisible.Escape(text)
	for i, n := 0, 0; i < len(text); n++ {
		if n == maxValue-1 {
			return text[:i] + "…"
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return text
}

// values are the two sides of a leaf. Of texts with several lines it is the first line that differs.
func (l leaf) values() (old, new string) {
	was, wasText := l.old.(string)
	is, isText := l.new.(string)
	if wasText && isText && strings.Contains(was+is, "\n") && credential.Entry(l.name, was) == "" && credential.Entry(l.name, is) == "" {
		a, b := strings.Split(was, "\n"), strings.Split(is, "\n")
		for i := 0; i < max(len(a), len(b)); i++ {
			if i >= len(a) || i >= len(b) || a[i] != b[i] {
				return lineOf(a, i), lineOf(b, i)
			}
		}
	}
	old, new = written(l.name, l.old), written(l.name, l.new)
	if old == new && old != masked { // the text 4 and the number 4
		return shorten(quoted(old, l.old)), shorten(quoted(new, l.new))
	}
	if start := commonStart(old, new); start > maxValue/2 {
		old, new = "…"+old[start:], "…"+new[start:]
	}
	return shorten(old), shorten(new)
}

// commonStart is how much of the start of two texts may be left out, where they are long and begin alike.
func commonStart(a, b string) int {
	const shown = 20 // of what is alike
	if len(a) <= maxValue && len(b) <= maxValue {
		return 0
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n = max(n-shown, 0); n > 0 && !utf8.RuneStart(a[n]); n-- {
	}
	return n
}

// quoted puts a text in quotes.
func quoted(shown string, value any) string {
	if _, ok := value.(string); ok {
		return strconv.Quote(shown)
	}
	return shown
}

func lineOf(lines []string, i int) string {
	if i >= len(lines) {
		return ""
	}
	return shorten(fmt.Sprintf("line %d: %s", i+1, credential.Mask(strings.TrimSpace(lines[i]))))
}
