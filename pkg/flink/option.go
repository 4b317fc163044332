package flink

import "slices"

// Option is one configuration option of Flink under every key that it has had.
//
// Flink goes on reading an earlier key as a deprecated alias, but not the other way round, and the operator reads the
// options that concern it with a Flink library of its own. So the key to write is that of the earliest version that
// may read it: see [Option.Key].
type Option struct {
	spellings []spelling // in the order of since
}

// spelling is a key and the first version that reads it.
type spelling struct {
	since Version
	key   string
}

// Key is the option's key in a version: pass the earlier of the session's version and of the Flink library in the
// operator, so that both read it.
func (o Option) Key(v Version) string {
	key := o.spellings[0].key
	for _, s := range o.spellings[1:] {
		if v.AtLeast(s.since) {
			key = s.key
		}
	}
	return key
}

// ReadBy reports whether a version reads one of the option's keys: it does not where a later version came with it.
func (o Option) ReadBy(v Version, key string) bool {
	return slices.ContainsFunc(o.spellings, func(s spelling) bool { return s.key == key && v.AtLeast(s.since) })
}

// Keys are all keys of the option, the newest first.
func (o Option) Keys() []string {
	keys := make([]string, 0, len(o.spellings))
	for _, s := range slices.Backward(o.spellings) {
		keys = append(keys, s.key)
	}
	return keys
}

// Lookup finds the option that a key belongs to, under any of its spellings. It knows the options that this package
// names; of any other key it reports false.
func Lookup(key string) (Option, bool) {
	o, ok := byKey[key]
	return o, ok
}

var byKey = map[string]Option{}

// option makes an Option that has had one key always.
func option(key string) Option { return renamed(spelling{key: key}) }

// renamed makes an Option from its keys, the oldest first. A key that Flink read before Oldest and after a newer one
// took its place stands first, without a version.
func renamed(spellings ...spelling) Option {
	o := Option{spellings: spellings}
	for _, s := range spellings {
		if _, double := byKey[s.key]; double {
			panic("two options of the key " + s.key)
		}
		byKey[s.key] = o
	}
	return o
}
