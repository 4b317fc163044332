package flink

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// successors say what took the place of options that were removed.
var successors = map[string]string{
	"cluster.evenly-spread-out-slots": "set taskmanager.load-balance.mode to SLOTS",
	"fs.hdfs.hadoopconf":              "set kubernetes.hadoop.conf.config-map.name",
	"security.ssl.enabled":            "set security.ssl.internal.enabled and security.ssl.rest.enabled",
}

// Successor says what to set in the place of an option that was removed, such as "set taskmanager.load-balance.mode to SLOTS";
// empty where nothing is known to have taken its place.
func Successor(key string) string { return successors[key] }

// Suggest is the key of Flink's nearest to one that is none, with the user's own parts in the place of those of a pattern;
// empty where none is near enough to have been meant.
func Suggest(key string) string { return diagnostic.Suggest(key, catalog().near(key)) }

// reporterClass is the key with which a reporter was started before there were factories.
var reporterClass = lazyregexp.New(`^(metrics\.reporter\.[^.]+)\.class$`)

// CheckOption says what is wrong with an option that a user sets: a version of Flink that does not read the key and
// would ignore it silently, a value of another type than the option's, or a key that is none but nearly so. It lets
// keys pass that it does not know: see [IsUnknown]. While the version is not known (zero), only keys and values are
// checked. What the catalog does not know of a version is never refused.
func CheckOption(key, value string, v Version) error {
	if m := reporterClass.FindStringSubmatch(key); m != nil && v.AtLeast(v117) {
		return fmt.Errorf("must not be set with Flink %s, which starts no reporter by its class; set %s.factory.class", v, m[1])
	}
	c := catalog()
	entry, at, ok := c.at(key, v)
	switch {
	case !ok:
		return c.checkUnlisted(key, v)
	case v.IsZero():
		return c.checkAnyVersion(key, value)
	case at.Presence == Unknown:
		return nil
	case at.Presence == Absent:
		return c.absentError(entry, v)
	}
	if err := c.checkType(key, value, v); err != nil {
		return err
	}
	if err := c.checkLimits(key, value); err != nil {
		return err
	}
	return checkName(key, value, v)
}

// checkAnyVersion checks a value that may be meant for any version.
func (c *catalogIndex) checkAnyVersion(key, value string) error {
	var err error
	for _, v := range slices.Backward(minors) {
		t := c.typeAt(key, v)
		if t == "" {
			continue
		}
		refused := t.Check(value, Version{})
		if refused == nil {
			refused = c.checkLimits(key, value)
		}
		if refused == nil {
			return checkName(key, value, Version{})
		}
		if err == nil {
			err = refused
		}
	}
	return err
}

// checkType checks a value against the type of an option in a version, and says where another version reads it.
func (c *catalogIndex) checkType(key, value string, v Version) error {
	t := c.typeAt(key, v)
	err := t.Check(value, v)
	if err == nil || t != TypeInteger && t != TypeLong {
		return err
	}
	for _, later := range minors { // a number of milliseconds until it took a unit (FLINK-35359)
		if later.AtLeast(v) && c.typeAt(key, later) == TypeDuration && TypeDuration.Check(value, later) == nil {
			return fmt.Errorf("must be a whole number of milliseconds without a unit with Flink %s, which reads a unit here since %s, not %s",
				v, later.MinorString(), diagnostic.Quote(value))
		}
	}
	return err
}

// absentError says why a version does not read a key, and what to set instead.
func (c *catalogIndex) absentError(entry *Entry, v Version) error {
	instead := ""
	if successor, ok := successors[entry.Key]; ok {
		instead = "; " + successor
	} else if key := c.earlier(entry.Key, v); key != "" {
		instead = "; set " + key
	}
	return fmt.Errorf("must not be set with Flink %s, which would ignore it: %s%s", v, entry.absence(v), instead)
}

// absence says since when, or until when, Flink reads a key that a version does not read.
func (e *Entry) absence(v Version) string {
	removed := Version{}
	for i, change := range e.Changes {
		switch {
		case change.Presence == Present && !v.AtLeast(change.Since):
			return "Flink reads it since " + change.Since.MinorString()
		case change.Presence == Absent && i > 0:
			removed = change.Since
		}
	}
	return "the option was removed in Flink " + removed.MinorString()
}

// earlier is the key under which a version has an option that has a newer key; empty if it has it under none.
func (c *catalogIndex) earlier(key string, v Version) string {
	for _, older := range append(c.olderOf(key), c.older[key]...) {
		if c.byKey[older].isOwn(v) {
			return older
		}
	}
	return ""
}

// checkUnlisted says which key may have been meant by one that the catalog does not have.
func (c *catalogIndex) checkUnlisted(key string, v Version) error {
	if _, isNamed := Lookup(key); isNamed || IsHandedOn(key) {
		return nil
	}
	candidates := c.near(key)
	if diagnostic.Suggest(key, candidates) == "" { // as for most: without a list of what this version reads
		return nil
	}
	inVersion := slices.DeleteFunc(slices.Clone(candidates), func(candidate string) bool {
		_, at, _ := c.at(candidate, v)
		return !v.IsZero() && at.Presence == Absent
	})
	if near := diagnostic.Suggest(key, inVersion); near != "" {
		return fmt.Errorf("must be the key of an option, and Flink has none of this name: did you mean %s?", diagnostic.Quote(near))
	}
	near := diagnostic.Suggest(key, candidates)
	entry, _, _ := c.at(near, v)
	return fmt.Errorf("must be the key of an option, and Flink has none of this name: did you mean %s? But %s",
		diagnostic.Quote(near), entry.absence(v))
}

// near are the keys that a mistyped one may stand for, those of patterns with what the user chose in them.
func (c *catalogIndex) near(key string) []string {
	first, _, _ := strings.Cut(key, ".")
	parts := strings.Split(key, ".")
	all := c.keys
	for _, entry := range c.pattern[first] {
		own := strings.Split(entry.Key, ".")
		if len(own) > len(parts) || own[len(own)-1] == "<key>" {
			continue
		}
		for i, part := range own {
			if strings.HasPrefix(part, "<") {
				own[i] = parts[i]
			}
		}
		if slices.Contains(own, "") {
			continue
		}
		all = append(all[:len(all):len(all)], strings.Join(own, "."))
	}
	return all
}
