package flink

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Type is what Flink reads the value of an option as. It refuses the whole configuration, or the job, when it cannot.
// Beside the constants there are Enum(A|B), one of some words, and List<T>, values of another type.
type Type string

// Types of values.
const (
	TypeBoolean    Type = "Boolean"
	TypeInteger    Type = "Integer"
	TypeLong       Type = "Long"
	TypeFloat      Type = "Float"
	TypeDouble     Type = "Double"
	TypeString     Type = "String"
	TypeDuration   Type = "Duration"
	TypeMemorySize Type = "MemorySize"
	TypeMap        Type = "Map"
)

var (
	floatPattern  = lazyregexp.New(`^[+-]?(NaN|Infinity|([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[fFdD]?)$`)
	amountPattern = lazyregexp.Remembering(`^([0-9]+)\s*([A-Za-zµ]*)$`)
)

// memoryUnits are the exponents of two of units, in lower case: Flink ignores case.
var memoryUnits = map[string]int{
	"": 0, "b": 0, "bytes": 0, "k": 10, "kb": 10, "kibibytes": 10, "m": 20, "mb": 20, "mebibytes": 20,
	"g": 30, "gb": 30, "gibibytes": 30, "t": 40, "tb": 40, "tebibytes": 40,
}

// Words are those that a value of an Enum, or of a list of one, may be. Flink ignores their case.
func (t Type) Words() []string {
	if element, ok := t.element(); ok {
		return element.Words()
	}
	words, ok := strings.CutPrefix(string(t), "Enum(")
	if !ok {
		return nil
	}
	return strings.Split(strings.TrimSuffix(words, ")"), "|")
}

// element is the type of what a list holds; it reports false for what is no list.
func (t Type) element() (Type, bool) {
	element, ok := strings.CutPrefix(string(t), "List<")
	return Type(strings.TrimSuffix(element, ">")), ok
}

// Check says what a value must be that a version reads as the type, if this is none. The zero Version stands for any.
func (t Type) Check(value string, v Version) error {
	must := func(format string) error { return fmt.Errorf("must be "+format+", not %s", diagnostic.Quote(value)) }
	switch t {
	case TypeBoolean:
		if !strings.EqualFold(value, "true") && !strings.EqualFold(value, "false") {
			return must("true or false")
		}
	case TypeInteger:
		if _, err := strconv.ParseInt(value, 10, 32); err != nil {
			return must("a whole number of at most 32 bits")
		}
	case TypeLong:
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			return must("a whole number of at most 64 bits")
		}
	case TypeFloat, TypeDouble:
		if !floatPattern.MatchString(strings.TrimSpace(value)) {
			return must("a number, such as 0.5")
		}
	case TypeDuration:
		if isISODuration(value) && (v.IsZero() || v.AtLeast(v210)) {
			return nil
		}
		_, _, err := ParseDuration(value)
		return err
	case TypeMemorySize:
		m := amountPattern.FindStringSubmatch(strings.TrimSpace(value))
		if m != nil {
			if exponent, ok := memoryUnits[strings.ToLower(m[2])]; ok && fits(m[1], exponent) {
				return nil
			}
		}
		return must("a whole number with one of Flink's units of memory (kb, mb, gb or tb), such as 512mb")
	case TypeMap:
		if !isMap(value) {
			return must("pairs of a key and a value, such as a:1,b:2")
		}
	default:
		return t.checkComposed(value, v)
	}
	return nil
}

// checkComposed is Check for an Enum and for a list.
func (t Type) checkComposed(value string, v Version) error {
	element, isList := t.element()
	if !isList {
		if words := t.Words(); words != nil && !slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, value) }) {
			return fmt.Errorf("%s", diagnostic.OneOf(value, words))
		}
		return nil
	}
	elements, ok := list(value, v)
	if !ok {
		return fmt.Errorf("must be a list with ; between its elements, in which each quote has its end, not %s", diagnostic.Quote(value))
	}
	for _, e := range elements {
		if err := element.Check(e, v); err != nil {
			return fmt.Errorf("must be a list with ; between its elements, of which each %w", err)
		}
	}
	return nil
}

// list are the elements of a list, which since 1.19 may be written as YAML's [a, b] too.
func list(value string, v Version) (elements []string, ok bool) {
	delimiter := byte(';')
	if text := strings.TrimSpace(value); strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") && (v.IsZero() || v.AtLeast(v119)) {
		value, delimiter = text[1:len(text)-1], ','
	}
	parts, ok := split(value, delimiter)
	return slices.DeleteFunc(parts, isEmpty), ok
}

func isEmpty(s string) bool { return s == "" }

// isMap reports whether a text is pairs of a key and a value.
func isMap(value string) bool {
	entries, ok := split(value, ',')
	for _, entry := range entries {
		pair, isPair := split(entry, ':')
		if entry != "" && (!isPair || len(pair) != 2 || slices.ContainsFunc(pair, isEmpty)) {
			return false
		}
	}
	return ok
}

// split are the parts of a text between delimiters, without the blanks around them. A part may stand in quotes, in
// which the delimiter is one of its characters and two quotes are one; it reports false where a quote has no end.
func split(text string, delimiter byte) (parts []string, ok bool) {
	for {
		text = strings.TrimLeft(text, " \t")
		if text == "" || text[0] != '\'' && text[0] != '"' {
			part, rest, more := strings.Cut(text, string(delimiter))
			parts = append(parts, strings.TrimSpace(part))
			if !more {
				return parts, true
			}
			text = rest
			continue
		}
		quote, part := text[:1], strings.Builder{}
		for {
			inner, rest, ended := strings.Cut(text[1:], quote)
			part.WriteString(inner)
			if !ended {
				return nil, false
			}
			if text = rest; !strings.HasPrefix(text, quote) {
				break
			}
			part.WriteString(quote)
		}
		parts = append(parts, part.String())
		text = strings.TrimLeft(text, " \t")
		if text == "" {
			return parts, true
		}
		if text[0] != delimiter {
			return nil, false
		}
		text = text[1:]
	}
}

// fits reports whether number * 2^exponent has at most the 63 bits of a positive number of Flink's.
func fits(number string, exponent int) bool {
	value, err := strconv.ParseInt(number, 10, 64)
	return err == nil && bits.Len64(uint64(value))+exponent <= 63
}
