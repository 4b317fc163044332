package flink

import "slices"

// splitKeys are the keys that became several options, by the one of them that counts as their successor: what was local
// recovery is since 1.20 what is kept on local disk and what is recovered from it.
var splitKeys = map[string]string{"state.backend.local-recovery": "execution.state-recovery.from-local"}

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
		add(option.keys()...)
	}
	c := catalog()
	add(c.olderOf(key)...)
	for _, successor := range c.successorsOf(key) {
		add(successor)
		add(c.olderOf(successor)...)
	}
	return all
}

// Renamed are the keys of the options of which a key is a deprecated spelling to a version, which still reads it; none of
// another key.
func Renamed(key string, v Version) []string {
	if _, at, ok := catalog().at(key, v); ok && at.Deprecated {
		return at.Successors
	}
	return nil
}

// successorsOf are the keys of the options of which a key is or was another spelling.
func (c *catalogIndex) successorsOf(key string) []string {
	if successor, ok := splitKeys[key]; ok {
		return []string{successor}
	}
	var all []string
	if entry, ok := c.byKey[key]; ok {
		for _, change := range entry.Changes {
			all = append(all, change.Successors...)
		}
	}
	return all
}

// olderOf are the other spellings of an option's key, the newest first.
func (c *catalogIndex) olderOf(key string) []string {
	return slices.DeleteFunc(slices.Clone(c.older[key]), func(older string) bool {
		successor, ok := splitKeys[older]
		return ok && successor != key
	})
}
