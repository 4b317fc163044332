package decode

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// checkText finds the first character that no YAML file may have. The parser
// would find most of them too, but not say where.
func checkText(file string, data []byte) *diagnostic.Error {
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
			return &diagnostic.Error{Position: diagnostic.Position{File: file, Line: line, Column: column}, Message: message}
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
	text := string(data)
	for ; line > 1; line-- {
		end := strings.IndexAny(text, "\r\n")
		if end < 0 {
			return ""
		}
		text = strings.TrimPrefix(text[end:], "\r")
		text = strings.TrimPrefix(text, "\n")
	}
	for ; column > 1 && text != ""; column-- {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return text
}
