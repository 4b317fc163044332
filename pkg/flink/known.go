package flink

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// knownTable lists options of Flink's own: key, type of the value, the first and the last minor version that reads the
// key, and its deprecated spellings. A "-" says that any text may be a value, that Oldest reads the key, that Newest
// does, that there is no other spelling. Deprecated spellings have lines of their own too. The list is not complete.
//
//go:embed options.txt
var knownTable string

// knownOption is a line of knownTable.
type knownOption struct {
	key         string
	typ         valueType
	since, last Version // zero where there is no limit
	deprecated  []string
}

// removed reports whether a version reads the key no more.
func (o knownOption) removed(v Version) bool { return !o.last.IsZero() && !o.last.AtLeast(v) }

// reads reports whether a version reads the key.
func (o knownOption) reads(v Version) bool { return v.AtLeast(o.since) && !o.removed(v) }

// knownOptions are the options by key, and their keys in order.
var knownOptions = sync.OnceValues(func() (map[string]knownOption, []string) {
	lines := strings.Split(strings.TrimSuffix(knownTable, "\n"), "\n")
	options, keys := make(map[string]knownOption, len(lines)), make([]string, 0, len(lines))
	for _, line := range lines {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		o := knownOption{key: columns[0], typ: valueType(strings.TrimPrefix(columns[1], "-")), since: minorVersion(columns[2]), last: minorVersion(columns[3])}
		if columns[4] != "-" {
			o.deprecated = strings.Split(columns[4], " ")
		}
		options[o.key] = o
		keys = append(keys, o.key)
	}
	return options, keys
})

// successorsOf are the keys by each of their deprecated spellings.
var successorsOf = sync.OnceValue(func() map[string][]string {
	options, keys := knownOptions()
	successors := map[string][]string{}
	for _, key := range keys {
		for _, deprecated := range options[key].deprecated {
			successors[deprecated] = append(successors[deprecated], key)
		}
	}
	return successors
})

// Spellings are the keys with which the value of a key can be set, the key itself first. Of several in one
// configuration Flink reads one and ignores the others without a word.
func Spellings(key string) []string {
	all := []string{key}
	add := func(keys ...string) {
		for _, key := range keys {
			if !slices.Contains(all, key) {
				all = append(all, key)
			}
		}
	}
	if option, named := Lookup(key); named {
		add(option.Keys()...)
	}
	options, _ := knownOptions()
	add(options[key].deprecated...)
	for _, successor := range successorsOf()[key] {
		add(successor)
		add(options[successor].deprecated...)
	}
	return all
}

// minorVersion reads a version such as 1.20 from knownTable; "-" is none.
func minorVersion(s string) Version {
	major, minor, _ := strings.Cut(s, ".")
	var v Version
	v.Major, _ = strconv.Atoi(major)
	v.Minor, _ = strconv.Atoi(minor)
	return v
}

// minorString is the version without its patch, such as 1.20.
func (v Version) minorString() string { return strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor) }

// openPrefixes begin the keys that hold a name of the user's choice, or that Flink hands on to somebody else: file
// systems, reporters, environment variables, the operator, the SQL planner. What follows cannot be known.
var openPrefixes = []string{
	"$internal.", "containerized.", "env.", "events.reporter.", "external-resource.", "flink.hadoop.", "fs.", "gs.",
	"hive.", "job.autoscaler.", "kubernetes.operator.", "metrics.reporter.", "oss.", "presto.", "python.", "s3.", "s3a.",
	"s3p.", "security.delegation.token.provider.", "sql-client.", "sql-gateway.", "table.", "traces.reporter.", "yarn.",
}

func isOpen(key string) bool {
	for _, prefix := range openPrefixes {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}
