package pod

import (
	"slices"
	"strconv"
	"strings"
)

// options are the values of Flink's configuration that shape pods.
type options map[string]string

// first is the value of the first key that is set.
func (o options) first(keys ...string) (value, key string) {
	for _, key := range keys {
		if value, ok := o[key]; ok {
			return value, key
		}
	}
	return "", ""
}

// boolean is a switch; what is neither true nor false is refused elsewhere.
func (o options) boolean(key string, otherwise bool) bool {
	switch strings.ToLower(strings.TrimSpace(o[key])) {
	case "true":
		return true
	case "false":
		return false
	}
	return otherwise
}

// port is a port of a container. Zero, a range and what is no number are not: Flink takes its default for the first, and
// the others are refused elsewhere.
func (o options) port(key string, otherwise int32) int32 {
	value := o[key]
	if value == "" { // as nearly always
		return otherwise
	}
	n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 32)
	if err != nil || n == 0 {
		return otherwise
	}
	return int32(n)
}

func (o options) number(otherwise float64, keys ...string) float64 {
	value, _ := o.first(keys...)
	if value == "" {
		return otherwise
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return otherwise
	}
	return n
}

// list is a value of the form a;b;c.
func (o options) list(key string) []string { return split(o[key], ';') }

// pairs is a value of the form a:b,c:d.
func (o options) pairs(key string) map[string]string { return pairs(o[key]) }

// objects is a value of the form a:b,c:d;a:e,c:f.
func (o options) objects(key string) []map[string]string {
	var all []map[string]string
	for _, element := range o.list(key) {
		all = append(all, pairs(unquote(element)))
	}
	return all
}

// withPrefix are the options below a prefix, without it, in the order of their names.
func (o options) withPrefix(prefix string) (names []string, values map[string]string) {
	for key, value := range o {
		if name, ok := strings.CutPrefix(key, prefix); ok && name != "" {
			if values == nil {
				values = map[string]string{}
			}
			names, values[name] = append(names, name), value
		}
	}
	slices.Sort(names)
	return names, values
}

func pairs(value string) map[string]string {
	if value == "" {
		return nil
	}
	all := map[string]string{}
	for _, pair := range split(value, ',') {
		if key, value, ok := strings.Cut(unquote(pair), ":"); ok {
			all[unquote(key)] = unquote(value)
		}
	}
	return all
}

// split takes a value apart at a separator, and leaves empty parts out. A part that begins with a quote goes on to the next.
func split(value string, separator rune) []string {
	if value == "" {
		return nil
	}
	var parts []string
	var part strings.Builder
	var quote rune
	end := func() {
		if text := strings.TrimSpace(part.String()); text != "" {
			parts = append(parts, text)
		}
		part.Reset()
	}
	for _, r := range value {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"') && strings.TrimSpace(part.String()) == "":
			quote = r
		case quote == 0 && r == separator:
			end()
			continue
		}
		part.WriteRune(r)
	}
	end()
	return parts
}

func unquote(value string) string {
	value = strings.TrimSpace(value)
	if len(value) >= 2 && (value[0] == '\'' || value[0] == '"') && value[len(value)-1] == value[0] {
		quote := value[:1]
		return strings.ReplaceAll(value[1:len(value)-1], quote+quote, quote)
	}
	return value
}
