package manifest

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
)

// isWord reports whether some YAML parser reads a plain scalar as something other than
// a string: YAML 1.1 (kubectl and the API server) knows more than YAML 1.2.
func isWord(s string) bool {
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

// style is how a string is written.
type style int

const (
	bare   style = iota // without quotes
	block               // line by line below a bar
	quoted              // in double quotes
)

// styleOf chooses plain where every parser reads the string back, a literal
// block for text of several lines, else double quotes.
func styleOf(s string) style {
	switch {
	case plain(s):
		return bare
	case literal(s):
		return block
	default:
		return quoted
	}
}

// plain is deliberately narrow: a string in quotes is never wrong.
func plain(s string) bool {
	if s == "" || len(s) <= 5 && isWord(s) {
		return false
	}
	switch first := s[0]; {
	case first >= '0' && first <= '9':
		// A number, a time or a YAML 1.1 number to base 60 has none of these letters.
		if !strings.ContainsAny(s, "gGhHiIjJkKlLmMnNpPqQrRsSuUvVwWyY") {
			return false
		}
	case letter(first) || first == '/' || first == '_' || first == '$':
	case first == '-' && len(s) > 1 && (letter(s[1]) || s[1] == '-' && !strings.HasPrefix(s, "---")): // -Xmx1g, --flag
	case strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../"):
	default:
		return false
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case inside[c]:
		case c == ':':
			if i+1 == len(s) || s[i+1] == ' ' {
				return false
			}
		case c == ' ':
			if i+1 == len(s) || s[i+1] == '#' {
				return false
			}
		case c == '#':
			// a comment only after a space
		default:
			return false
		}
	}
	return true
}

// inside are the characters that may stand anywhere but at the start.
var inside = func() (is [256]bool) {
	for c := range is {
		is[c] = letter(byte(c)) || strings.IndexByte("0123456789/_$-.+=@,;()~%&<>*?!|[]{}'\"\\^", byte(c)) >= 0
	}
	return is
}()

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// literal allows a block where what stands there is what is read: blanks at
// the start or at the end of a line would be invisible, a carriage return lost. What
// cannot be seen is escaped in quotes.
func literal(s string) bool {
	if !strings.Contains(s, "\n") || strings.TrimLeft(s, " \t\n") != s ||
		strings.Contains(s, " \n") || strings.Contains(s, "\t\n") ||
		strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\t") || strings.HasSuffix(s, "\n\n") {
		return false
	}
	return !strings.ContainsFunc(s, invisible.Is)
}
