package credential

import (
	"strings"
	"sync"
)

// Find is the kind of credential that stands in a text; empty for none. Its cost grows with the length of the text.
func Find(text string) (kind string) {
	found := look(text)
	if found == 0 {
		return ""
	}
	for i, s := range shapes {
		if found&(1<<i) != 0 && strings.Contains(text, s.with) && s.in(text) {
			return s.kind
		}
	}
	if found&long != 0 {
		if kind, is := bare(text); is {
			return kind
		}
	}
	if found&byName == 0 {
		return ""
	}
	if kind := assigned(text); kind != "" {
		return kind
	}
	if kind := marked(text); kind != "" {
		return kind
	}
	if found&commands == 0 && !strings.Contains(text, "-") {
		return ""
	}
	kind, _ = Arguments([]string{text})
	return kind
}

func (s shape) in(text string) bool {
	if s.accept == nil {
		return s.pattern.MatchString(text)
	}
	for _, match := range s.pattern.FindAllStringSubmatch(text, -1) {
		if s.accept(match) {
			return true
		}
	}
	return false
}

// set is a set of rules: one bit for each of the shapes, and those below.
type set uint64

const (
	long     set = 1 << (63 - iota) // a run of characters that may be a key without a mark
	byName                          // a name of a credential
	commands                        // a command that takes one as an argument
)

// stems are in every name of a credential.
var stems = []string{"pass", "pwd", "secret", "token", "key", "credential", "authorization", "signature", "connection", "identified by", "_pw", ".pw", "-pw", "basic-auth", "basic_auth", "basicauth"}

// literal is what stands in the texts that rules are for.
type literal struct {
	text string
	of   set
}

// index finds literals by their heads: the last five bits of their first three bytes, which are the same for upper and
// lower case.
type index struct {
	heads [1 << 15][]literal
	some  [1 << 9]uint64 // which heads there are: small enough to stay near the processor
}

// literals are those of all rules.
var literals = sync.OnceValue(func() *index {
	in := new(index)
	add := func(text string, of set) {
		h := uint16(0)
		for i := range 3 {
			h = h<<5 | uint16(text[i]&31)
		}
		in.heads[h] = append(in.heads[h], literal{text, of})
		in.some[h>>6] |= 1 << (h & 63)
	}
	for i, s := range shapes {
		for _, text := range s.literals {
			add(text, 1<<i)
		}
	}
	for _, text := range stems {
		add(text, byName)
	}
	for name := range takers {
		add(name, commands|byName)
	}
	return in
})

// look tells which rules a text may match.
func look(text string) (found set) {
	literals := literals()
	head, run := uint16(0), 0
	for i := range len(text) {
		c := text[i]
		head = (head<<5 | uint16(c&31)) & (1<<15 - 1)
		if i >= 2 && literals.some[head>>6]&(1<<(head&63)) != 0 {
			for _, l := range literals.heads[head] {
				if end := i - 2 + len(l.text); found&l.of != l.of && end <= len(text) && strings.EqualFold(text[i-2:end], l.text) {
					found |= l.of
				}
			}
		}
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			if run++; run == awsSecretLength {
				found |= long
			}
		} else {
			run = 0
		}
	}
	return found
}
