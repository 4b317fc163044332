package flink

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// valueType is what Flink parses the value of an option as. It refuses the whole configuration, or the job, when it
// cannot.
type valueType string

const (
	typeBoolean  valueType = "boolean"
	typeInt      valueType = "int"
	typeLong     valueType = "long"
	typeFloat    valueType = "float"
	typeDuration valueType = "duration"
	typeMemory   valueType = "memory"
	typeEnum     valueType = "enum" // one of some words, of which Flink ignores the case
	typeName     valueType = "name" // one of some words, or the name of a class
	typeText     valueType = ""     // any text

	typeDirectory valueType = "directory" // any text, in which slashes at the end say nothing

	// A time that was a number of milliseconds until 1.20 (FLINK-35359), which goes on reading one.
	typeDurationOrInt  valueType = "duration|int"
	typeDurationOrLong valueType = "duration|long"
)

var (
	floatPattern  = lazyregexp.New(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[fFdD]?$`)
	amountPattern = lazyregexp.New(`^([0-9]+)\s*([A-Za-zµ]*)$`)
)

// memoryUnits are the exponents of two of units, in lower case: Flink ignores case.
var memoryUnits = map[string]int{
	"": 0, "b": 0, "bytes": 0, "k": 10, "kb": 10, "kibibytes": 10, "m": 20, "mb": 20, "mebibytes": 20,
	"g": 30, "gb": 30, "gibibytes": 30, "t": 40, "tb": 40, "tebibytes": 40,
}

// check says what a value must be that a version reads, if this is none.
func (o knownOption) check(value string, v Version) error {
	number, changed := strings.CutPrefix(string(o.typ), string(typeDuration)+"|")
	switch {
	case !changed:
		return o.typ.check(value)
	case v.IsZero() || v.AtLeast(v120):
		return typeDuration.check(value)
	case valueType(number).check(value) == nil:
		return nil
	}
	return fmt.Errorf("must be a whole number of milliseconds without a unit with Flink %s, which reads a unit here since %s, not %s",
		v, v120.minorString(), diagnostic.Quote(value))
}

// check says what a value of the type must be, if this is none.
func (t valueType) check(value string) error {
	must := func(format string) error { return fmt.Errorf("must be "+format+", not %s", diagnostic.Quote(value)) }
	switch t {
	case typeBoolean:
		if !strings.EqualFold(value, "true") && !strings.EqualFold(value, "false") {
			return must("true or false")
		}
	case typeInt:
		if _, err := strconv.ParseInt(value, 10, 32); err != nil {
			return must("a whole number of at most 32 bits")
		}
	case typeLong:
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			return must("a whole number of at most 64 bits")
		}
	case typeFloat:
		if !floatPattern.MatchString(value) {
			return must("a number, such as 0.5")
		}
	case typeDuration, typeDurationOrInt, typeDurationOrLong:
		_, _, err := ParseDuration(value)
		return err
	case typeMemory:
		m := amountPattern.FindStringSubmatch(strings.TrimSpace(value))
		if m == nil {
			return must("a whole number with one of Flink's units of memory (kb, mb, gb or tb), such as 512mb")
		}
		exponent, ok := memoryUnits[strings.ToLower(m[2])]
		if !ok || !fits(m[1], exponent) {
			return must("a whole number with one of Flink's units of memory (kb, mb, gb or tb), such as 512mb")
		}
	}
	return nil
}

// fits reports whether number * 2^exponent has at most the 63 bits of a positive number of Flink's.
func fits(number string, exponent int) bool {
	value, err := strconv.ParseInt(number, 10, 64)
	return err == nil && bits.Len64(uint64(value))+exponent <= 63
}
