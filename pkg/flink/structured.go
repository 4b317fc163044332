package flink

import (
	"errors"
	"strings"
	"unicode"
)

// ParseMap reads the value of an option that is a map, such as team:data,disk:ssd. A pair that holds a comma must stand
// in quotes as a whole, as 'hosts:a,b' does. The error says what Flink finds wrong.
func ParseMap(value string) (map[string]string, error) {
	pairs, err := splitStructured(value, ',')
	if err != nil {
		return nil, err
	}
	m := make(map[string]string, len(pairs))
	for _, pair := range pairs {
		parts, err := splitStructured(pair, ':')
		if err != nil {
			return nil, err
		}
		if len(parts) != 2 {
			return nil, errors.New("each part must be a key and a value with a colon between them")
		}
		m[parts[0]] = parts[1]
	}
	return m, nil
}

// ParseMapList reads the value of an option that is a list of maps, such as key:a,operator:Exists;key:b.
func ParseMapList(value string) ([]map[string]string, error) {
	elements, err := splitStructured(value, ';')
	if err != nil {
		return nil, err
	}
	maps := make([]map[string]string, 0, len(elements))
	for _, element := range elements {
		m, err := ParseMap(element)
		if err != nil {
			return nil, err
		}
		maps = append(maps, m)
	}
	return maps, nil
}

// ParseList reads the value of an option that is a list, such as a;b.
func ParseList(value string) ([]string, error) { return splitStructured(value, ';') }

// splitStructured splits a text at a delimiter, but for where it stands in single or double quotes, which a part must
// have around all of it. An empty part counts between two delimiters only.
func splitStructured(s string, delimiter rune) ([]string, error) {
	var parts []string
	runes := []rune(s)
	afterDelimiter, afterQuotes := false, false
	for i := 0; i < len(runes); {
		c := runes[i]
		if c != delimiter && unicode.IsSpace(c) {
			i++
			continue
		}
		if c == delimiter {
			if afterDelimiter {
				parts = append(parts, "")
			}
			afterDelimiter, afterQuotes = true, false
			i++
			continue
		}
		if afterQuotes {
			return nil, errors.New("quotes must be around the whole of a part")
		}
		afterDelimiter = false
		if c == '\'' || c == '"' {
			part, next, ok := quoted(runes, i)
			if !ok {
				return nil, errors.New("a quote must be closed in the part where it is opened")
			}
			parts, i, afterQuotes = append(parts, part), next, true
			continue
		}
		end := i
		for end < len(runes) && runes[end] != delimiter {
			end++
		}
		parts = append(parts, strings.TrimSpace(string(runes[i:end])))
		i = end
	}
	return parts, nil
}

// quoted is the text in quotes that begins at an index, in which two quotes stand for one, and where the rest begins.
func quoted(runes []rune, from int) (text string, next int, ok bool) {
	var b strings.Builder
	quote := runes[from]
	for i := from + 1; i < len(runes); i++ {
		switch {
		case runes[i] != quote:
			b.WriteRune(runes[i])
		case i+1 < len(runes) && runes[i+1] == quote:
			b.WriteRune(quote)
			i++
		default:
			return b.String(), i + 1, true
		}
	}
	return "", 0, false
}
