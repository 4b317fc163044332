package manifest

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

// encoder writes checked trees as YAML in the one form that this package uses:
// blocks indented by two, lists not indented, and strings as styleOf says. That is
// what the YAML library writes, byte for byte, at a tenth of the time; the tests
// hold the two together.
type encoder struct {
	out      []byte
	keys     []key // of the maps from the root to where the encoder is
	doubtful bool  // something that was written may be what check refuses
}

// key is a key of a map with its value, and what is known of it.
type key struct {
	name  string
	value any
	known
}

// encoders are kept for the next file: what they write in is as long as the longest one.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

func newEncoder(header string) *encoder {
	e := encoders.Get().(*encoder)
	e.out, e.doubtful = append(e.out[:0], headerStart...), false
	e.add(oneLine(header))
	e.add(headerEnd)
	return e
}

// done is what was written, and whether any of it is in doubt.
func (e *encoder) done() (content []byte, doubtful bool) {
	content, doubtful = bytes.Clone(e.out), e.doubtful
	encoders.Put(e)
	return content, doubtful
}

func (e *encoder) add(s string) { e.out = append(e.out, s...) }

func (e *encoder) indent(n int) {
	const blanks = "                                "
	for ; n > len(blanks); n -= len(blanks) {
		e.add(blanks)
	}
	e.add(blanks[:n])
}

// document writes the one document of a file.
func (e *encoder) document(tree map[string]any) {
	if len(tree) == 0 {
		e.add("{}\n")
		return
	}
	e.mapping(tree, fields, 0)
}

// mapping writes the entries of a map. The first one begins where the encoder
// stands: after the dash of a list, or at the start of a line without indent.
func (e *encoder) mapping(m map[string]any, p place, indent int) {
	start := len(e.keys)
	for name, value := range m {
		e.keys = append(e.keys, key{name, value, p.key(name)})
	}
	keys := e.keys[start:]
	slices.SortFunc(keys, func(a, b key) int {
		if a.rank != b.rank {
			return cmp.Compare(a.rank, b.rank)
		}
		return strings.Compare(a.name, b.name)
	})
	for i, key := range keys {
		if i > 0 {
			e.indent(indent)
		}
		e.entry(key, indent)
	}
	e.keys = e.keys[:start]
}

// maxSimple is how long a key may be that stands on one line with its colon. YAML
// asks for a question mark before any other.
const maxSimple = 128

func simple(key string) bool {
	return !strings.ContainsAny(key, "\n\r\u0085\u2028\u2029")
}

// entry writes a key and its value, to the end of the line.
func (e *encoder) entry(key key, indent int) {
	if !key.bare && !simple(key.name) || len(key.name) > maxSimple {
		e.add("? ")
		e.key(key)
		e.add("\n")
		e.indent(indent)
		e.add(": ")
		e.element(key.value, key.below, indent+2)
		return
	}
	e.key(key)
	switch v := key.value.(type) {
	case map[string]any:
		if len(v) > 0 {
			e.add(":\n")
			e.indent(indent + 2)
			e.mapping(v, key.below, indent+2)
			return
		}
	case []any:
		if len(v) > 0 {
			e.add(":\n")
			e.indent(indent)
			e.list(v, key.below, indent)
			return
		}
	}
	e.add(": ")
	e.scalar(key.value, key.below, indent+2)
}

func (e *encoder) key(key key) {
	if key.bare {
		e.add(key.name)
		return
	}
	e.doubtful = e.doubtful || checkKey(key.name) != nil
	e.quote(key.name)
}

// list writes the elements of a list. The first dash is put where the encoder stands.
func (e *encoder) list(list []any, p place, indent int) {
	for i, element := range list {
		if i > 0 {
			e.indent(indent)
		}
		e.add("- ")
		e.element(element, p, indent+2)
	}
}

// element writes a value that begins where the encoder stands.
func (e *encoder) element(value any, p place, indent int) {
	switch v := value.(type) {
	case map[string]any:
		if len(v) > 0 {
			e.mapping(v, p, indent)
			return
		}
	case []any:
		if len(v) > 0 {
			e.list(v, p, indent)
			return
		}
	}
	e.scalar(value, p, indent)
}

// scalar writes what has nothing below it, to the end of the line.
func (e *encoder) scalar(value any, p place, indent int) {
	switch v := value.(type) {
	case string:
		e.text(v, p, indent)
		return
	case bool:
		e.out = strconv.AppendBool(e.out, v)
	case int64:
		e.out = strconv.AppendInt(e.out, v, 10)
	case float64:
		e.doubtful = true
		e.out = strconv.AppendFloat(e.out, v, 'g', -1, 64)
	case map[string]any:
		e.add("{}")
	case []any:
		e.add("[]")
	default:
		e.doubtful = e.doubtful || value != nil
		e.add("null")
	}
	e.add("\n")
}

// text writes a string, to the end of the line.
func (e *encoder) text(s string, p place, indent int) {
	style := quoted
	if p != settings {
		style = styleOf(s)
	}
	if style == bare {
		e.add(s)
		e.add("\n")
		return
	}
	e.doubtful = e.doubtful || checkString(s) != nil
	if style == block {
		e.block(s, indent)
		return
	}
	e.quote(s)
	e.add("\n")
}

// block writes a string of several lines as they are.
func (e *encoder) block(s string, indent int) {
	s, ended := strings.CutSuffix(s, "\n")
	e.add("|")
	if !ended {
		e.add("-")
	}
	e.add("\n")
	for line := range strings.SplitSeq(s, "\n") {
		if line != "" {
			e.indent(indent)
			e.add(line)
		}
		e.add("\n")
	}
}

// escapes are the characters that have a short name in double quotes.
var escapes = map[rune]string{
	0x07: `\a`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\v': `\v`, '\f': `\f`, '\r': `\r`, 0x1b: `\e`,
	'"': `\"`, '\\': `\\`, 0x85: `\N`, 0x2028: `\L`, 0x2029: `\P`,
}

// unescaped reports whether a character is one of ASCII that stands in double quotes as it is.
func unescaped(r rune) bool { return r >= ' ' && r < 0x7f && r != '"' && r != '\\' }

// quote writes a string in double quotes.
func (e *encoder) quote(s string) {
	const digits = "0123456789ABCDEF"
	e.add(`"`)
	begin := 0 // of most texts all, which is added at once
	for begin < len(s) && unescaped(rune(s[begin])) {
		begin++
	}
	e.add(s[:begin])
	for _, r := range s[begin:] {
		if unescaped(r) {
			e.out = append(e.out, byte(r))
			continue
		}
		switch escape := escapes[r]; {
		case escape != "":
			e.add(escape)
		case r < ' ' || r == 0x7f:
			e.out = append(e.out, '\\', 'x', digits[r>>4], digits[r&15])
		case r <= 0xffff && invisible.Is(r):
			e.add(`\u`)
			for shift := 12; shift >= 0; shift -= 4 {
				e.out = append(e.out, digits[r>>shift&15])
			}
		case r > 0xffff:
			e.add(`\U`)
			for shift := 28; shift >= 0; shift -= 4 {
				e.out = append(e.out, digits[r>>shift&15])
			}
		default:
			e.out = utf8.AppendRune(e.out, r)
		}
	}
	e.add(`"`)
}
