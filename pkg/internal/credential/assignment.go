package credential

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// maxValue is how much of a value within a text is looked at, in bytes: it keeps the cost of a text from growing with the
// square of its length.
const maxValue = 512

// assigned finds a credential that a text gives a name: name=value as in scripts, properties, system properties and
// addresses, and name: value as in YAML, JSON and headers.
func assigned(text string) (kind string) {
	for i := range len(text) {
		if text[i] != '=' && text[i] != ':' {
			continue
		}
		name, ok := nameBefore(text, i)
		if !ok {
			continue
		}
		value := valueAfter(text, i)
		if value == "" {
			continue
		}
		if kind := Named(name, value); kind != "" {
			return inText(kind, name)
		}
	}
	return ""
}

// inText is a kind with the name by which it was found.
func inText(kind, name string) string { return kind + " (" + strconv.QuoteToASCII(name) + ")" }

// nameBefore is the name that ends before an equals sign or a colon. That of a variable that is only read is none. A
// colon must stand between what begins a line and a blank, or behind quotes: in a sentence it gives no value.
func nameBefore(text string, at int) (name string, ok bool) {
	end := at
	for end > 0 && at-end < 8 && (text[end-1] == ' ' || text[end-1] == '\t') {
		end--
	}
	quote := end > 0 && (text[end-1] == '"' || text[end-1] == '\'')
	if quote {
		end--
		if end > 0 && text[end-1] == '\\' {
			end--
		}
	}
	start := end
	for start > 0 && end-start < maxName && inName(text[start-1]) {
		start--
	}
	if start == end || start > 0 && (text[start-1] == '$' || text[start-1] == '{' && start > 1 && text[start-2] == '$') {
		return "", false
	}
	if text[at] == ':' && !quote && !(beginsLine(text, start) && at+1 < len(text) && strings.IndexByte(" \t\"'", text[at+1]) >= 0) {
		return "", false
	}
	name = text[start:end]
	if property, ok := strings.CutPrefix(name, "-D"); ok {
		return property, true
	}
	return strings.TrimLeft(name, "-./"), true
}

func inName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == '/'
}

// beginsLine reports whether nothing but blanks, dashes of a list, a brace, a comma or a quote stands before a place.
func beginsLine(text string, at int) bool {
	for at > 0 {
		switch text[at-1] {
		case '\n', '{', ',', '"', '\'':
			return true
		case ' ', '\t', '-':
			at--
		default:
			return false
		}
	}
	return true
}

// valueAfter is the value behind an equals sign or a colon: what is in quotes, or a word. Several words behind a colon are
// a sentence.
func valueAfter(text string, at int) string {
	start := at + 1
	for start < len(text) && (text[start] == ' ' || text[start] == '\t' || text[start] == '\\') {
		start++
	}
	if start == len(text) {
		return ""
	}
	limit := min(len(text), start+maxValue)
	if quote := text[start]; quote == '"' || quote == '\'' {
		if end := strings.IndexByte(text[start+1:limit], quote); end >= 0 {
			return strings.TrimSuffix(text[start+1:start+1+end], `\`)
		}
	}
	ends := " \t\r\n,;&<>\"'"
	switch {
	case strings.HasPrefix(text[start:], "$(") || strings.HasPrefix(text[start:], "${"):
		ends = "\r\n"
	case text[at] == ':':
		ends = "\r\n,}\"'"
	}
	end := start
	for end < limit && strings.IndexByte(ends, text[end]) < 0 {
		end++
	}
	value := strings.TrimRight(text[start:end], " \t")
	if strings.HasPrefix(value, "$(") || strings.HasPrefix(value, "${") {
		return untilClosed(value)
	}
	if text[at] == ':' && (strings.ContainsAny(value, " \t") || strings.HasPrefix(value, "//")) {
		return ""
	}
	return value
}

// untilClosed is a reference, and what follows it without a blank.
func untilClosed(value string) string {
	depth := 0
	for i := range len(value) {
		switch value[i] {
		case '(', '{':
			depth++
		case ')', '}':
			depth--
		case ' ', '\t', ',', ';', '&', '"', '\'', '<':
			if depth <= 0 {
				return value[:i]
			}
		}
	}
	return value
}

// forms are the forms in which XML, Hadoop's and Kubernetes' files, .netrc and SQL give a value its name. A text without
// the literal has none of the form.
var forms = []struct {
	literal string
	pattern *lazyregexp.Regexp
}{
	{"</", lazyregexp.New(`<([A-Za-z][A-Za-z0-9_.-]*)>\s*([^<\s]+)\s*</`)},
	{"</value>", lazyregexp.New(`<name>\s*([^<\s]+)\s*</name>\s*<value>\s*([^<\s]+)\s*</value>`)},
	{"value", lazyregexp.New(`name\s*=\s*["']([^"'<>]+)["']\s+value\s*=\s*["']([^"'<>]*)["']`)},
	{"</", lazyregexp.New(`name\s*=\s*["']([^"'<>]+)["']\s*>\s*([^<\s]+)\s*<`)},
	{"value", lazyregexp.New(`name["']?:\s*["']?([A-Za-z0-9_.-]+)["']?\s*,?\s+["']?value["']?:[ \t]*("[^"]*"|'[^']*'|[^\s,}]+)`)},
	{"login ", lazyregexp.New(`\blogin\s+\S+\s+(password)\s+(\S+)`)},
	{"PASSWORD ", lazyregexp.New(`\b(PASSWORD)\s+('[^'\n]+')`)},
	{"password '", lazyregexp.New(`\b(password) ('[^'\n]+')`)},
	{"IDENTIFIED BY ", lazyregexp.New(`IDENTIFIED (BY PASSWORD|BY)\s+(["'][^"'\n]+["'])`)},
	{"identified by ", lazyregexp.New(`identified (by password|by)\s+(["'][^"'\n]+["'])`)},
}

// marked finds a credential that a text names in another form than assigned knows.
func marked(text string) (kind string) {
	for _, form := range forms {
		if !strings.Contains(text, form.literal) {
			continue
		}
		for _, m := range form.pattern.FindAllStringSubmatch(text, -1) {
			name := m[1]
			if strings.HasPrefix(strings.ToLower(name), "by") {
				name = "password"
			}
			if kind := Named(name, m[2]); kind != "" {
				return inText(kind, name)
			}
		}
	}
	return properties(text)
}

// properties finds a credential in lines of two words, as Java's properties may have: appender.x.password hunter2.
func properties(text string) (kind string) {
	for line := range strings.Lines(text) {
		if len(line) > maxName+maxValue || look(line)&byName == 0 {
			continue
		}
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if value = strings.TrimSpace(value); !strings.Contains(name, ".") || value == "" || strings.ContainsAny(value, " \t") || strings.ContainsFunc(name, notInName) {
			continue
		}
		if kind := Named(name, value); kind != "" {
			return inText(kind, name)
		}
	}
	return ""
}

func notInName(r rune) bool { return r > 0x7f || !inName(byte(r)) }

// maps are options of Flink whose value is a map of the user's own, such as a:1,b:2.
func isMap(name string) bool {
	return name == "pipeline.global-job-parameters" || strings.HasSuffix(name, ".annotations") || strings.HasSuffix(name, ".labels")
}

var entry = lazyregexp.New(`(?:^|[,{])\s*["']?([A-Za-z0-9_./-]+)["']?\s*:\s*(\$\{[^}]*\}|[^,}]*)`)

// entries finds a credential in the value of an option that is a map.
func entries(name, value string) (kind string) {
	if !isMap(name) || look(value)&byName == 0 {
		return ""
	}
	for _, m := range entry.FindAllStringSubmatch(value, -1) {
		if kind := Named(m[1], strings.TrimSpace(m[2])); kind != "" {
			return inText(kind, m[1])
		}
	}
	return ""
}
