// Package lazyregexp provides regular expressions that are compiled when they are first used. There are a hundred of them in
// package variables; compiling them all took a third of the time of a short command.
package lazyregexp

import (
	"os"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
)

// Regexp is a regular expression of package regexp, whose methods it has.
type Regexp struct {
	compiled func() *regexp.Regexp
	last     *[16]atomic.Pointer[match] // some of the last matches; nil where they are not remembered
}

// match is the first match in a text, with its groups.
type match struct {
	text   string
	groups []string
}

// longest bounds the texts that are remembered, in bytes.
const longest = 128

// testing reports whether this is a test binary.
var testing = strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test")

// New makes one of an expression that must be valid: its first use panics otherwise. In tests that is at once.
func New(expression string) *Regexp {
	r := &Regexp{compiled: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
	if testing {
		r.compiled()
	}
	return r
}

// Remembering is New for an expression that is matched with the same few texts over and over, as the versions and sizes of all
// environments of all sessions are. It remembers some of the last ones, of at most 128 bytes, for MatchString and
// FindStringSubmatch, so it is not for what must not stay in memory, such as credentials.
func Remembering(expression string) *Regexp {
	r := New(expression)
	r.last = new([16]atomic.Pointer[match])
	return r
}

// MatchString reports whether s has a match.
func (r *Regexp) MatchString(s string) bool {
	if r.last != nil {
		return r.FindStringSubmatch(s) != nil
	}
	return r.compiled().MatchString(s)
}

// Match reports whether b has a match.
func (r *Regexp) Match(b []byte) bool { return r.compiled().Match(b) }

// FindString is the first match in s.
func (r *Regexp) FindString(s string) string { return r.compiled().FindString(s) }

// FindStringSubmatch is the first match in s, with its groups. It must not be changed.
func (r *Regexp) FindStringSubmatch(s string) []string {
	if r.last == nil || len(s) == 0 || len(s) > longest {
		return r.compiled().FindStringSubmatch(s)
	}
	at := &r.last[(7*len(s)+int(s[0])+3*int(s[len(s)/2])+5*int(s[len(s)-1]))%len(r.last)]
	if known := at.Load(); known != nil && known.text == s {
		return known.groups
	}
	text := strings.Clone(s) // which may be part of a file
	found := &match{text, r.compiled().FindStringSubmatch(text)}
	at.Store(found)
	return found.groups
}

// FindStringSubmatchIndex is where the first match in s and its groups are.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	return r.compiled().FindStringSubmatchIndex(s)
}

// FindAllString are the first n matches in s, all if n is negative.
func (r *Regexp) FindAllString(s string, n int) []string { return r.compiled().FindAllString(s, n) }

// FindAllStringSubmatch are the first n matches in s with their groups, all if n is negative.
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.compiled().FindAllStringSubmatch(s, n)
}

// ReplaceAllString is s with each match replaced; in the replacement, $1 is the first group.
func (r *Regexp) ReplaceAllString(s, replacement string) string {
	return r.compiled().ReplaceAllString(s, replacement)
}

// ReplaceAllStringFunc is s with each match replaced by what replace makes of it.
func (r *Regexp) ReplaceAllStringFunc(s string, replace func(string) string) string {
	return r.compiled().ReplaceAllStringFunc(s, replace)
}

// FindIndex is where the first match in b is.
func (r *Regexp) FindIndex(b []byte) []int { return r.compiled().FindIndex(b) }
