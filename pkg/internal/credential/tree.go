package credential

import (
	"slices"
	"strings"
)

// Step is one element of the way to a value in a tree: a key, or an index in a list.
type Step struct {
	Key   string
	Index int // -1 for a key
}

// Tree looks at every text in a tree of maps, lists and plain values, with the name that it is given there: the key of a
// map, and the name beside a value, as environment variables and headers have it. It reports where a credential is and
// of what kind.
func Tree(tree any, report func(way []Step, kind string)) {
	w := walk{entry: Entry, report: report}
	w.value("", tree)
}

// Texts is Tree for objects whose names of credentials stand before what is none, such as those of a store of secrets: it
// looks at the texts alone.
func Texts(tree any, report func(way []Step, kind string)) {
	w := walk{entry: func(_, value string) string { return Find(value) }, report: report}
	w.value("", tree)
}

type walk struct {
	way    []Step
	entry  func(name, value string) (kind string)
	report func(way []Step, kind string)
}

func (w *walk) found(kind string) {
	if kind != "" {
		w.report(w.way, kind)
	}
}

func (w *walk) below(step Step, name string, value any) {
	w.way = append(w.way, step)
	w.value(name, value)
	w.way = w.way[:len(w.way)-1]
}

func (w *walk) value(name string, value any) {
	switch v := value.(type) {
	case string:
		w.found(w.entry(name, v))
	case map[string]any:
		w.mapping(v)
	case []any:
		w.list(name, v)
	}
}

func (w *walk) mapping(m map[string]any) {
	given, _ := m["name"].(string)
	var few [8]string // most mappings have no more, and need no memory for their keys
	keys := few[:0]
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		name := key
		if key == "value" && given != "" {
			name = given
		}
		w.below(Step{Key: key, Index: -1}, name, m[key])
	}
}

// list looks at a list, whose texts may be a command and its arguments.
func (w *walk) list(name string, list []any) {
	var texts []string // of the list, where it has any
	var found map[int]bool
	for i, element := range list {
		text, _ := element.(string)
		if text == "" {
			w.below(Step{Index: i}, "", element)
			continue
		}
		if texts == nil {
			texts, found = make([]string, len(list)), map[int]bool{}
		}
		texts[i] = text
		if kind := Find(text); kind != "" {
			found[i] = true
			w.way = append(w.way, Step{Index: i})
			w.found(kind)
			w.way = w.way[:len(w.way)-1]
		}
	}
	for start := 0; len(texts)-start > 1; {
		kind, i := Arguments(texts[start:])
		if kind == "" {
			return
		}
		if i += start; !found[i] {
			w.way = append(w.way, Step{Index: i})
			w.found(kind)
			w.way = w.way[:len(w.way)-1]
		}
		start = i + 1
	}
}

// passing are the prefixes of annotations whose names only look like those of credentials:
// vault.hashicorp.com/agent-inject-secret-<name> is the path of a secret, and checksum/<name> a hash.
var passing = []string{"vault.hashicorp.com/", "checksum/"}

// Entry is the kind of credential that a value is, by its name or by its form; empty for none.
func Entry(name, value string) (kind string) {
	if value == "" {
		return ""
	}
	if kind := Find(value); kind != "" {
		return kind
	}
	if kind := encoded(value); kind != "" {
		return kind
	}
	if slices.ContainsFunc(passing, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
		return ""
	}
	if kind := entries(name, value); kind != "" {
		return kind
	}
	if strings.Contains(strings.TrimSpace(value), "\n") {
		return ""
	}
	return Named(name, value)
}
