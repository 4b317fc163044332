package flink

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// successors say what took the place of options that were removed.
var successors = map[string]string{
	"cluster.evenly-spread-out-slots": "set taskmanager.load-balance.mode to SLOTS",
	"fs.hdfs.hadoopconf":              "set kubernetes.hadoop.conf.config-map.name",
	"security.ssl.enabled":            "set security.ssl.internal.enabled and security.ssl.rest.enabled",
}

// reporterClass is the key with which a reporter was started before there were factories.
var reporterClass = lazyregexp.New(`^(metrics\.reporter\.[^.]+)\.class$`)

// CheckOption says what is wrong with an option that a user sets: a version of Flink that does not read the key and
// would ignore it silently, a value of another type than the option's, or a key that is none but nearly so. It lets
// keys pass that it does not know. While the version is not known (zero), only keys and values are checked.
func CheckOption(key, value string, v Version) error {
	options, keys := knownOptions()
	known, ok := options[key]
	if !ok {
		return checkUnknown(key, keys, options, v)
	}
	switch {
	case v.IsZero() || known.reads(v):
		if err := known.check(value, v); err != nil {
			return err
		}
		return checkName(key, value, v)
	case known.removed(v):
		return removedError(key, v, known.last)
	}
	if option, named := Lookup(key); named && option.Key(v) != key {
		return fmt.Errorf("must not be set with Flink %s, which would ignore it: Flink reads it since %s; set %s",
			v, known.since.minorString(), option.Key(v))
	}
	return fmt.Errorf("must not be set with Flink %s, which would ignore it: Flink reads it since %s", v, known.since.minorString())
}

func checkUnknown(key string, keys []string, options map[string]knownOption, v Version) error {
	if m := reporterClass.FindStringSubmatch(key); m != nil && v.AtLeast(v117) {
		return fmt.Errorf("must not be set with Flink %s, which starts no reporter by its class; set %s.factory.class", v, m[1])
	}
	if _, named := Lookup(key); named || isOpen(key) {
		return nil
	}
	if diagnostic.Suggest(key, keys) == "" { // as for most: without a list of what this version reads
		return nil
	}
	candidates := make([]string, 0, len(keys))
	for _, candidate := range keys {
		if v.IsZero() || options[candidate].reads(v) {
			candidates = append(candidates, candidate)
		}
	}
	if near := diagnostic.Suggest(key, candidates); near != "" {
		return fmt.Errorf("must be the key of an option, and Flink has none of this name: did you mean %s?", diagnostic.Quote(near))
	}
	return nil
}

// removedError says since when a key is gone and what to set instead, if anything.
func removedError(key string, v, last Version) error {
	instead := ""
	if successor, ok := successors[key]; ok {
		instead = "; " + successor
	}
	return fmt.Errorf("must not be set with Flink %s, which would ignore it: the option was removed in Flink %s%s",
		v, last.nextMinor().minorString(), instead)
}

// nextMinor is the minor version that follows v.
func (v Version) nextMinor() Version {
	if last, ended := lastOfMajor[v.Major]; ended && v.Minor == last {
		return Version{Major: v.Major + 1}
	}
	return Version{Major: v.Major, Minor: v.Minor + 1}
}
