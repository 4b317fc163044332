package explain

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// flinkOptions are the options that a key of Flink belongs to.
func flinkOptions(key string) []Option {
	entries := flink.Describe(key)
	if named, ok := flink.Lookup(key); ok && !slices.ContainsFunc(named.Keys()[1:], isListed) && len(named.Keys()) > 1 {
		return []Option{namedOption(named, key)}
	}
	if len(entries) == 0 {
		return nil
	}
	var all []Option
	for _, newest := range newestKeys(entries[0].Key, nil) {
		members := family(newest)
		if members == nil { // one entry of a map
			members = entries[:1]
		}
		all = append(all, catalogOption(key, newest, members))
	}
	return all
}

// isListed reports whether the catalog has an entry of the key itself, not only of a pattern that it fits.
func isListed(key string) bool {
	entries := flink.Describe(key)
	return len(entries) > 0 && entries[0].Key == key
}

// newestKeys are the keys that the options of a key have in the newest version that reads them.
func newestKeys(key string, seen []string) []string {
	if slices.Contains(seen, key) || !isListed(key) {
		return nil
	}
	var last flink.Change
	for _, change := range flink.Describe(key)[0].Changes {
		if change.Presence != flink.Absent {
			last = change
		}
	}
	if last.Successors == nil {
		return []string{key}
	}
	var all []string
	for _, successor := range last.Successors {
		all = append(all, newestKeys(successor, append(seen, key))...)
	}
	return all
}

// family are the entries of all keys that an option has had, the newest first.
func family(newest string) []*flink.Entry {
	var members []*flink.Entry
	keys := []string{newest}
	for i := 0; i < len(keys); i++ {
		for _, entry := range flink.Catalog() {
			if entry.Key == keys[i] {
				members = append(members, entry)
			}
			isSpelling := slices.ContainsFunc(entry.Changes, func(c flink.Change) bool { return slices.Contains(c.Successors, keys[i]) })
			if isSpelling && !slices.Contains(keys, entry.Key) {
				keys = append(keys, entry.Key)
			}
		}
	}
	return members
}

// catalogOption is an option of the catalog, that was asked for under one of its keys or one that fits its pattern.
func catalogOption(asked, newest string, members []*flink.Entry) Option {
	o := Option{Key: newest, Of: "Flink", Names: flink.Names(newest, flink.Newest)}
	var patterns []*flink.Entry // that read the key in versions that do not have it themselves
	for _, entry := range flink.Describe(asked) {
		if entry.Key != newest && strings.Contains(entry.Key, "<") {
			patterns = append(patterns, entry)
		}
	}
	keys := make([]string, len(members))
	var versions []flink.Version
	for i, member := range members {
		keys[i] = member.Key
		for _, change := range member.Changes {
			if !change.Since.AtLeast(flink.Oldest) && !slices.Contains(versions, change.Since) {
				versions = append(versions, change.Since)
			}
		}
	}
	slices.SortFunc(versions, func(a, b flink.Version) int {
		if a.Earlier(b) == a {
			return -1
		}
		return 1
	})
	var rows []OptionVersions
	for _, v := range append(versions, flink.Minors()...) {
		row := inVersion(members, v)
		if row.Key == "" && !row.Unknown {
			row = inVersion(patterns, v)
		}
		rows = append(rows, row)
	}
	o.Versions = inRows(rows)
	if limit := flink.Limit(newest); limit != "" {
		o.Bounds = []string{limit}
	}
	if instead := flink.Successor(newest); instead != "" {
		o.Notes = append(o.Notes, "In its place "+instead+".")
	}
	if strings.HasSuffix(newest, "<key>") && asked != newest {
		o.Notes = append(o.Notes, anyKey(asked))
	}
	o.Fields = settingFields(asked, keys)
	o.readers(append(keys, asked))
	return o
}

// anyKey says of a key that fits a pattern of which the end may be anything that nobody here knows what it means.
func anyKey(asked string) string {
	note := "Flink takes any <key>: what it means is for what reads it."
	if near := flink.Suggest(asked); near != "" && near != asked {
		note += " Did you mean " + near + "?"
	}
	return note
}

// inVersion is what a version makes of the keys of an option, of which the first one that is an option's own counts.
func inVersion(members []*flink.Entry, v flink.Version) OptionVersions {
	row := OptionVersions{First: v.MinorString(), Last: v.MinorString()}
	own := slices.IndexFunc(members, func(e *flink.Entry) bool {
		at := e.At(v)
		return at.Presence == flink.Present && at.Successors == nil
	})
	if own < 0 {
		row.Unknown = slices.ContainsFunc(members, func(e *flink.Entry) bool { return e.At(v).Presence == flink.Unknown })
		return row
	}
	at := members[own].At(v)
	row.Key, row.Deprecated = members[own].Key, at.Deprecated
	row.setType(at.Type)
	if at.HasDefault {
		row.Default = &at.Default
	}
	for _, member := range members {
		if at := member.At(v); at.Presence == flink.Present && slices.Contains(at.Successors, row.Key) {
			row.Spellings = append(row.Spellings, member.Key)
		}
	}
	return row
}

// namedOption is an option that has no entry of its own in the catalog, such as one of a file system.
func namedOption(named flink.Option, asked string) Option {
	keys := named.Keys()
	o := Option{Key: keys[0], Of: "Flink"}
	var rows []OptionVersions
	for _, v := range flink.Minors() {
		row := OptionVersions{First: v.MinorString(), Last: v.MinorString(), Key: named.Key(v), Spellings: keys[1:]}
		row.setType(named.Type(v))
		rows = append(rows, row)
	}
	o.Versions = inRows(rows)
	o.Fields = settingFields(asked, keys)
	o.readers(keys)
	return o
}
