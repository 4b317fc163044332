package flink

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// names are the values, by the newest key, of options whose other values Flink takes for names of classes and fails to
// load. Upper and lower case are equal.
var names = map[string][]string{
	HighAvailabilityType.key: {"none", "kubernetes", "zookeeper"},
	StateBackendType.key:     {"hashmap", "rocksdb", "forst", "jobmanager", "filesystem"},
	RestartStrategyType.key: {
		"none", "off", "disable", "fixed-delay", "fixeddelay", "failure-rate", "failurerate", "exponential-delay", "exponentialdelay",
	},
}

// synonyms are names and classes of these options by others that mean the same.
var synonyms = map[string]string{
	"org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory":    "kubernetes",
	"org.apache.flink.runtime.state.hashmap.HashMapStateBackendFactory":           "hashmap",
	"org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackendFactory": "rocksdb", // up to 1.20
	"org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory":           "rocksdb",
	"org.apache.flink.state.forst.ForStStateBackendFactory":                       "forst",
	"off": "none", "disable": "none",
	"fixeddelay": "fixed-delay", "failurerate": "failure-rate", "exponentialdelay": "exponential-delay",
}

// nameOf is the name that stands for a value and all its synonyms. The names of classes differ by case.
func nameOf(value string) string {
	name := value
	if !strings.Contains(value, ".") {
		name = strings.ToLower(value)
	}
	if first, ok := synonyms[name]; ok {
		return first
	}
	return name
}

// Names are the values that a version takes of an option, under any of its keys, where Flink reads every other value as the
// name of a class; the zero Version is any. There are none for other options.
func Names(key string, v Version) []string {
	option, _ := Lookup(key)
	return namesIn(option.key, v)
}

// namesIn are those of names that a version takes, by the newest key.
func namesIn(newest string, v Version) []string {
	known := slices.Clone(names[newest])
	if newest != StateBackendType.key || v.IsZero() {
		return known
	}
	return slices.DeleteFunc(known, func(name string) bool {
		if name == "forst" {
			return !v.AtLeast(v200)
		}
		return v.AtLeast(v200) && (name == "jobmanager" || name == "filesystem")
	})
}

// checkName says what the value of such an option must be, if this is neither one of its names nor a class.
func checkName(key, value string, v Version) error {
	option, named := Lookup(key)
	if !named {
		return nil
	}
	known := namesIn(option.key, v)
	if known == nil || strings.Contains(value, ".") {
		return nil
	}
	with, hint := "", ""
	if option.key == StateBackendType.key && !v.IsZero() {
		with = " with Flink " + v.String()
	}
	if slices.Contains(known, strings.ToLower(value)) {
		return nil
	}
	if near := diagnostic.Suggest(value, known); near != "" {
		hint = ": did you mean " + diagnostic.Quote(near) + "?"
	}
	return fmt.Errorf("must be one of %s%s, or the name of a class, not %s%s", strings.Join(known, ", "), with, diagnostic.Quote(value), hint)
}
