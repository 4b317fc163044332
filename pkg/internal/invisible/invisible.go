// Package invisible escapes invisible and bidirectional characters, with which a text can look different from what it says
// (Trojan Source, CVE-2021-42574).
package invisible

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Is reports whether a character of a text cannot be seen: controls but tab and line feed, formats such as U+202E and
// U+200B, separators but the blank and the wide one of Japanese, fillers, and what chooses a variant of the character before.
func Is(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' ' && r != '\n' && r != '\t'
	case r == 0x3000:
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Z, unicode.Co, unicode.Variation_Selector) || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 ||
		r == 0x034f || r == 0x2800
}

// Escape writes what cannot be seen, and bytes that are no text, as Go does: \u202e.
func Escape(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case !Is(r):
			b.WriteString(text[i : i+size])
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
		i += size
	}
	return b.String()
}

func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0x7f || c < ' ' && c != '\n' && c != '\t' {
			return !strings.ContainsFunc(text, Is) && utf8.ValidString(text)
		}
	}
	return true
}

// Find is the first character of a text that is hidden in it, and its line from 1; 0 for none. A mark of the byte order at
// the start is none, and neither is what joins or varies the characters of a script or an emoji beside it.
func Find(text string) (r rune, line int) {
	if isPlain(text) {
		return 0, 0
	}
	line = 1
	var before rune
	for i, r := range text {
		joins := before > 0x7f && (r == 0x200c || r == 0x200d || unicode.Is(unicode.Variation_Selector, r))
		if Is(r) && !joins && !(i == 0 && r == 0xfeff) {
			return r, line
		}
		if r == '\n' {
			line++
		}
		before = r
	}
	return 0, 0
}
