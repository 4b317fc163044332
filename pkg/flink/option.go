package flink

import (
	"slices"
	"sync"
)

// Option is one configuration option of Flink under every key that it has had.
//
// Flink goes on reading an earlier key as a deprecated alias, but not the other way round, and the operator reads the
// options that concern it with a Flink library of its own. So the key to write is that of the earliest version that
// may read it: see [Option.Key].
type Option struct {
	key   string
	older []string // other spellings, the newest first, of an option that the catalog does not have

	spellings func() []string // Keys, of an option that this package names
}

// Key is the option's key in a version: pass the earlier of the session's version and of the Flink library in the
// operator, so that both read it. Before Oldest it is that of Oldest.
func (o Option) Key(v Version) string {
	if o.older != nil {
		return o.key
	}
	if !v.AtLeast(Oldest) {
		v = Oldest
	}
	keys := o.keys()
	if len(keys) == 1 {
		return o.key
	}
	c := catalog()
	for _, key := range keys {
		if entry, ok := c.byKey[key]; ok && entry.isOwn(v) {
			return key
		}
	}
	return o.key
}

// isOwn reports whether a version reads the key as that of an option of its own, not as another spelling of one.
func (e *Entry) isOwn(v Version) bool {
	at := e.At(v)
	return at.Presence == Present && at.Successors == nil
}

// ReadBy reports whether a version reads one of the option's keys: it does not where a later version came with it.
func (o Option) ReadBy(v Version, key string) bool {
	if !slices.Contains(o.keys(), key) {
		return false
	}
	_, change, ok := catalog().at(key, v)
	return !ok || change.Presence != Absent
}

// Since is the first minor version that reads the option under any of its keys; Oldest stands for earlier ones too. It
// reports false for an option that the catalog does not have.
func (o Option) Since() (v Version, ok bool) {
	c := catalog()
	for _, key := range o.keys() {
		entry, isListed := c.byKey[key]
		if !isListed {
			continue
		}
		for _, change := range entry.Changes {
			if change.Presence == Present && (!ok || v.after(change.Since)) {
				v, ok = change.Since, true
			}
		}
	}
	return v, ok
}

// Type is what a version reads the option's value as; empty where it does not read it, or is not known to.
func (o Option) Type(v Version) Type { return catalog().typeAt(o.Key(v), v) }

// Keys are all keys of the option, the newest first.
func (o Option) Keys() []string { return slices.Clone(o.keys()) }

// EachKey goes through Keys, for range.
func (o Option) EachKey(yield func(key string) bool) {
	for _, key := range o.keys() {
		if !yield(key) {
			return
		}
	}
}

// keys are Keys, which this package does not change.
func (o Option) keys() []string {
	if o.spellings == nil {
		return nil
	}
	return o.spellings()
}

// Lookup finds the option that a key belongs to, under any of its spellings. It knows the options that this package
// names; of any other key it reports false.
func Lookup(key string) (Option, bool) {
	o, ok := byKey()[key]
	return o, ok
}

// named are the options that this package names.
var named []Option

var byKey = sync.OnceValue(func() map[string]Option {
	all := map[string]Option{}
	for _, o := range named {
		for _, key := range o.keys() {
			if _, double := all[key]; double {
				panic("two options of the key " + key)
			}
			all[key] = o
		}
	}
	return all
})

// option names an option of the catalog by its newest key, or one that has had no other.
func option(key string) Option { return spelled(key) }

// spelled names an option whose other spellings the catalog does not have, the newest first.
func spelled(key string, older ...string) Option {
	o := Option{key: key, older: older, spellings: sync.OnceValue(func() []string {
		if older == nil {
			return append([]string{key}, catalog().olderOf(key)...)
		}
		return append([]string{key}, older...)
	})}
	named = append(named, o)
	return o
}
