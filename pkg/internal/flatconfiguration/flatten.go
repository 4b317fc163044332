// Package flatconfiguration reads a flinkConfiguration as the operator does: by flat keys, with texts for values.
package flatconfiguration

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Walk visits each option in order of keys: nested keys are joined with dots, other values than strings are their text,
// lists are joined with semicolons, empty mappings and lists are nothing. Of two that come to the same key, the later
// one counts. The path is that of the value, below the one given; nothing is visited where the value is no mapping.
func Walk(value any, path diagnostic.Path, visit func(key, text string, at diagnostic.Path)) {
	walk("", value, path, visit)
}

func walk(prefix string, value any, path diagnostic.Path, visit func(key, text string, at diagnostic.Path)) {
	mapping, _ := value.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		key, at := prefix+name, path.Child(name)
		switch child := mapping[name].(type) {
		case map[string]any:
			walk(key+".", child, at, visit)
		case []any:
			if len(child) > 0 {
				texts := make([]string, len(child))
				for i, element := range child {
					texts[i] = textOf(element)
				}
				visit(key, strings.Join(texts, ";"), at)
			}
		default:
			visit(key, textOf(child), at)
		}
	}
}

// textOf is a scalar as the operator makes a string of it. An API server writes a whole number that was a float64
// without a point, so that only a json.Number can be 4.0.
func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return v
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<63 {
			return strconv.FormatFloat(v, 'f', -1, 64)
		}
		return double(v)
	case json.Number:
		if f, err := v.Float64(); err == nil && strings.ContainsAny(v.String(), ".eE") {
			return double(f)
		}
		return v.String()
	case bool, int64, int:
		return fmt.Sprint(v)
	}
	return ""
}

// double is a fraction as Java writes it: from a thousandth to ten millions with a point, others as 1.0E10.
func double(f float64) string {
	size := math.Abs(f)
	if size == 0 || 1e-3 <= size && size < 1e7 {
		text := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(digits, ".") {
		digits += ".0"
	}
	n, err := strconv.Atoi(exponent)
	if err != nil { // of what is no number
		return digits
	}
	return digits + "E" + strconv.Itoa(n)
}

// Values are the options by key.
func Values(value any) map[string]string {
	values := map[string]string{}
	Walk(value, nil, func(key, text string, _ diagnostic.Path) { values[key] = text })
	return values
}
