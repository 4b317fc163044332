package flink

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// The catalog of Flink's options: what each key is, from a version on. See .ci/catalog for how it is made.
//
//go:embed options.tsv
var optionsTable string

// Presence is whether a version of Flink reads a key.
type Presence uint8

// A version reads a key, or does not, or nobody could see: the jar that would tell was not to be had.
const (
	Absent Presence = iota
	Present
	Unknown
)

// Entry is what the catalog says of a key of Flink's configuration.
type Entry struct {
	// Key as Flink declares it. A part in angle brackets stands for what a user chooses: <key>, which is the last, for
	// all that follows, any other for one part between dots.
	Key string

	// Changes of the key from version to version, the oldest first. Before the first of them the key is absent.
	Changes []Change
}

// Change is what a key is from a version on, until the next change.
type Change struct {
	// Since is the first minor version for which it is so; Oldest stands for earlier ones too.
	Since Version

	// Presence of the key.
	Presence Presence

	// Successors are the keys of the options of which this key is another spelling, sorted; none where the key is an
	// option's own. Flink still reads another spelling unless the option is set under its own key.
	Successors []string

	// Deprecated reports whether Flink calls the spelling deprecated, or an option in whose place no other one came.
	Deprecated bool

	// Type of the value, empty for another spelling, which has that of its successors.
	Type Type

	// Default as it is written in a configuration, where HasDefault.
	Default    string
	HasDefault bool
}

// At is what a key is in a version; the newest is meant by the zero Version.
func (e *Entry) At(v Version) Change {
	if v.IsZero() {
		v = Newest
	}
	for i := len(e.Changes) - 1; i >= 0; i-- {
		if v.AtLeast(e.Changes[i].Since) {
			return e.Changes[i]
		}
	}
	return Change{}
}

// Describe finds a key in the catalog: as it is, by the pattern that it fits, or as an entry of a map. Of several the first
// one fits best. It finds none for a key that no known version of Flink reads.
func Describe(key string) []*Entry { return catalog().find(key) }

// Catalog is all that is known of Flink's options, sorted by key. The entries must not be changed.
func Catalog() []*Entry { return catalog().all }

// catalogIndex finds entries.
type catalogIndex struct {
	all     []*Entry // sorted by key
	byKey   map[string]*Entry
	keys    []string            // of entries without a part that a user chooses
	pattern map[string][]*Entry // the other entries by what stands before their first dot, the most special ones first
	older   map[string][]string // the other spellings of a key, the newest first
}

var catalog = sync.OnceValue(func() *catalogIndex {
	lines := strings.Split(strings.TrimSuffix(optionsTable, "\n"), "\n")
	c := &catalogIndex{
		all: make([]*Entry, 0, len(lines)), byKey: make(map[string]*Entry, len(lines)), keys: make([]string, 0, len(lines)),
		pattern: map[string][]*Entry{}, older: map[string][]string{},
	}
	for _, line := range lines {
		if strings.HasPrefix(line, "#") {
			continue
		}
		entry := parseEntry(line)
		c.all = append(c.all, entry)
		c.byKey[entry.Key] = entry
		if first, _, _ := strings.Cut(entry.Key, "."); strings.Contains(entry.Key, "<") {
			c.pattern[first] = append(c.pattern[first], entry)
		} else {
			c.keys = append(c.keys, entry.Key)
		}
		for _, change := range entry.Changes {
			for _, successor := range change.Successors {
				if !slices.Contains(c.older[successor], entry.Key) {
					c.older[successor] = append(c.older[successor], entry.Key)
				}
			}
		}
	}
	for _, entries := range c.pattern {
		slices.SortStableFunc(entries, func(a, b *Entry) int { return cmp.Compare(special(b.Key), special(a.Key)) })
	}
	for _, keys := range c.older {
		slices.SortStableFunc(keys, func(a, b string) int { return c.byKey[b].lastOwn() - c.byKey[a].lastOwn() })
	}
	return c
})

// special is larger, the fewer keys a pattern fits.
func special(pattern string) int {
	n := 2*strings.Count(pattern, ".") - strings.Count(pattern, "<")
	if strings.HasSuffix(pattern, "<key>") {
		n -= 100
	}
	return n
}

// lastOwn is larger, the later the key was that of an option of its own.
func (e *Entry) lastOwn() int {
	last := -1
	for i, change := range e.Changes {
		if change.Presence == Present && change.Successors == nil {
			if last = 1 << 30; i+1 < len(e.Changes) {
				last = 1000*e.Changes[i+1].Since.Major + e.Changes[i+1].Since.Minor
			}
		}
	}
	return last
}

// parseEntry reads a line of the table, which TestCatalogIsCanonical holds to its form.
func parseEntry(line string) *Entry {
	columns := strings.Split(line, "\t")
	entry := &Entry{Key: columns[0], Changes: make([]Change, 0, len(columns)-1)}
	for _, column := range columns[1:] {
		since, text, _ := strings.Cut(column, " ")
		change := Change{Since: minorVersion(since), Presence: Present}
		switch {
		case text == "absent":
			change.Presence = Absent
		case text == "unknown":
			change.Presence = Unknown
		case strings.HasPrefix(text, "> "), strings.HasPrefix(text, "~ "):
			change.Successors, change.Deprecated = strings.Split(text[2:], " "), text[0] == '>'
		default:
			text, change.Deprecated = strings.CutPrefix(text, "deprecated ")
			typ, value, found := strings.Cut(text, " =")
			change.Type, change.HasDefault = Type(typ), found
			change.Default = unescape.Replace(strings.TrimPrefix(value, " "))
		}
		entry.Changes = append(entry.Changes, change)
	}
	return entry
}

// unescape gives a default its characters that a line cannot hold.
var unescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")

func (c *catalogIndex) find(key string) []*Entry {
	var found []*Entry
	if entry, ok := c.byKey[key]; ok {
		found = append(found, entry)
	}
	first, _, _ := strings.Cut(key, ".")
	for _, entry := range c.pattern[first] {
		if matches(entry.Key, key) && entry.Key != key {
			found = append(found, entry)
		}
	}
	if found == nil {
		if entry := c.mapEntry(key); entry != nil {
			found = append(found, entry)
		}
	}
	return found
}

// mapEntry is what a key is that sets one entry of an option that is a map, as kubernetes.jobmanager.labels.team does; nil
// for another key. Flink takes a map as one text or as a key an entry.
func (c *catalogIndex) mapEntry(key string) *Entry {
	for i := strings.LastIndexByte(key, '.'); i > 0; i = strings.LastIndexByte(key[:i], '.') {
		option, ok := c.byKey[key[:i]]
		if !ok {
			continue
		}
		if !slices.ContainsFunc(option.Changes, func(change Change) bool { return change.Type == TypeMap }) || i == len(key)-1 {
			return nil
		}
		entry := &Entry{Key: option.Key + ".<key>"}
		for _, change := range option.Changes {
			entry.Changes = append(entry.Changes, Change{Since: change.Since, Presence: change.Presence, Type: TypeString})
		}
		return entry
	}
	return nil
}

// matches reports whether a key is one of those that a pattern stands for.
func matches(pattern, key string) bool {
	for {
		part, more, any := strings.Cut(pattern, ".")
		if part == "<key>" {
			return key != ""
		}
		own, rest, anyOwn := strings.Cut(key, ".")
		if own == "" || part != own && !strings.HasPrefix(part, "<") || any != anyOwn {
			return false
		}
		if !any {
			return true
		}
		pattern, key = more, rest
	}
}

// at is what a version makes of a key, by the entry that fits best of those that it reads; it reports false for a key
// that the catalog does not have.
func (c *catalogIndex) at(key string, v Version) (entry *Entry, change Change, ok bool) {
	if entry, ok = c.byKey[key]; ok { // which fits best
		if change = entry.At(v); change.Presence != Absent {
			return entry, change, true
		}
	}
	for _, e := range c.find(key) {
		if at := e.At(v); !ok || change.Presence == Absent && at.Presence != Absent {
			entry, change, ok = e, at, true
		}
	}
	return entry, change, ok
}

// typeAt is the type of a key's value in a version: for another spelling that of the option.
func (c *catalogIndex) typeAt(key string, v Version) Type {
	for range 3 { // an option may have been renamed twice
		_, change, ok := c.at(key, v)
		if !ok || change.Presence != Present {
			return ""
		}
		if change.Successors == nil {
			return change.Type
		}
		key = change.Successors[0]
	}
	return ""
}
