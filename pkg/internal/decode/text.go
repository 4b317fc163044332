package decode

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// checkText finds the first character that no YAML file may have. The parser
// would find most of them too, but not say where.
func checkText(file string, data []byte) *diagnostic.Finding {
	line, column := 1, 1
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		message := ""
		switch {
		case c == utf8.RuneError && size <= 1:
			message = "must be UTF-8 text"
		case !isText(c):
			message = fmt.Sprintf("must not have the character %U", c)
		}
		if message != "" {
			return &diagnostic.Finding{Position: diagnostic.Position{File: file, Line: line, Column: column}, Message: message, Rule: diagnostic.RuleYAML}
		}
		i += size
		column++
		if c == '\n' || c == '\r' && (i == len(data) || data[i] != '\n') {
			line, column = line+1, 1
		}
	}
	return nil
}

// isText is whether YAML has the character. Not so U+0085, U+2028 and U+2029,
// which the parser takes for ends of lines and editors do not, and the byte order
// mark, which is nobody's intention within a file.
func isText(c rune) bool {
	switch c {
	case '\t', '\n', '\r':
		return true
	case '\u2028', '\u2029', '\uFEFF', '\uFFFE', '\uFFFF':
		return false
	}
	return c >= ' ' && c < 0x7F || c >= 0xA0
}

// rest is the text from a place on.
func rest(data []byte, line, column int) string {
	text := string((&lines{rest: data, line: 1}).from(line))
	for ; column > 1 && text != ""; column-- {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return text
}

// lines goes through a text line by line.
type lines struct {
	rest []byte
	line int // with which rest starts
}

// from is the text from a line on, which must not be before that of the last call.
func (l *lines) from(line int) []byte {
	for ; l.line < line; l.line++ {
		end := bytes.IndexAny(l.rest, "\r\n")
		if end < 0 {
			return nil
		}
		if l.rest[end] == '\r' && end+1 < len(l.rest) && l.rest[end+1] == '\n' {
			end++
		}
		l.rest = l.rest[end+1:]
	}
	return l.rest
}
