package operator

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// OptionPrefix begins the key of each option of the operator itself.
const OptionPrefix = "kubernetes.operator."

// optionsTable is held against what the operator's own classes say in TestOptionsAreThoseOfTheOperator.
//
//go:embed options.tsv
var optionsTable string

// Reader is the configuration that the operator reads an option from.
type Reader string

// Readers of options.
const (
	// ReaderResource is spec.flinkConfiguration of a FlinkDeployment or a FlinkSessionJob.
	ReaderResource Reader = "resource"

	// ReaderOperator is the operator's own configuration; in a FlinkDeployment the option does nothing.
	ReaderOperator Reader = "operator"

	// ReaderBlueGreen is spec.configuration of a FlinkBlueGreenDeployment.
	ReaderBlueGreen Reader = "bluegreen"
)

// Option is an option of the operator or its autoscaler. The operator takes such options out before the configuration
// reaches the cluster, and a change of one restarts nothing.
type Option struct {
	// Key is the whole key; a part of it in angle brackets stands for a name of the user's choice.
	Key string

	// Reader is where the option may be set.
	Reader Reader

	// Changes from release to release, the oldest first. Before the first of them there is no such option.
	Changes []OptionChange
}

// OptionChange is what a key is from a release on, until the next change.
type OptionChange struct {
	// Since is the first release of which this is known; 1.6 stands for older ones too.
	Since Release

	// Perhaps is the first release that may have it, where only some releases were looked at; else it is Since.
	Perhaps Release

	// Successor is the key of the option of which this key is another spelling; empty where it is an option's own.
	Successor string

	// Type of the value, empty for another spelling.
	Type flink.Type

	// Default, in the newest release, where HasDefault.
	Default    string
	HasDefault bool
}

// Keeps reports whether the operator takes an option out of the configuration before that reaches the cluster: its own
// options and those of the autoscaler.
func Keeps(key string) bool {
	return strings.HasPrefix(key, OptionPrefix) || strings.HasPrefix(key, autoscalerPrefix)
}

var options = sync.OnceValue(func() []Option {
	var all []Option
	for line := range strings.Lines(optionsTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		option := Option{Key: columns[0], Reader: Reader(columns[1])}
		for _, column := range columns[2:] {
			since, text, _ := strings.Cut(column, " ")
			first, last, _ := strings.Cut(since, "-")
			change := OptionChange{}
			change.Perhaps, _ = ParseRelease(first) // TestOptionsAreWellFormed
			change.Since, _ = ParseRelease(cmp.Or(last, first))
			if successor, ok := strings.CutPrefix(text, "> "); ok {
				change.Successor = successor
			} else {
				typ, value, found := strings.Cut(text, " =")
				change.Type, change.Default, change.HasDefault = flink.Type(typ), strings.TrimPrefix(value, " "), found
			}
			option.Changes = append(option.Changes, change)
		}
		all = append(all, option)
	}
	return all
})

// Options lists the options of all releases, sorted by key. It must not be changed.
func Options() []Option { return options() }

// optionKeys are the keys of all options.
func optionKeys() []string {
	keys := make([]string, len(options()))
	for i, option := range options() {
		keys[i] = option.Key
	}
	return keys
}

// FindOption finds an option by its key, or by the pattern that this fits.
func FindOption(key string) (Option, bool) {
	i, found := slices.BinarySearchFunc(options(), key, func(o Option, key string) int { return strings.Compare(o.Key, key) })
	if found {
		return options()[i], true
	}
	for _, pattern := range patterns() {
		if strings.HasPrefix(key, pattern.before) && key != pattern.before {
			return *pattern.option, true
		}
	}
	return Option{}, false
}

// pattern is an option whose key has a part that a user chooses, and what stands before that.
type pattern struct {
	before string
	option *Option
}

var patterns = sync.OnceValue(func() []pattern {
	var all []pattern
	for i := range options() {
		option := &options()[i]
		if before, _, ok := strings.Cut(option.Key, "<"); ok {
			all = append(all, pattern{before, option})
		}
	}
	return all
})

// At is what the option is in a release; it reports false where that does not have it, or is not known to.
func (o Option) At(r Release) (change OptionChange, ok bool) {
	for i, c := range o.Changes {
		if r.Compare(c.Since) >= 0 || i > 0 && r.Compare(c.Perhaps) >= 0 {
			change, ok = c, true
		}
	}
	return change, ok
}

// isSpellingOf reports whether the key was or became another spelling of an option's.
func (o Option) isSpellingOf(key string) bool {
	return slices.ContainsFunc(o.Changes, func(c OptionChange) bool { return c.Successor == key })
}
