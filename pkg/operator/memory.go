package operator

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// memoryUnits are the exponents of two of the units of memory sizes, in lower case: the operator ignores case.
var memoryUnits = map[string]uint{
	"b": 0, "bytes": 0,
	"k": 10, "kb": 10, "kibibytes": 10,
	"m": 20, "mb": 20, "mebibytes": 20,
	"g": 30, "gb": 30, "gibibytes": 30,
	"t": 40, "tb": 40, "tebibytes": 40,
}

// kubernetesMemoryUnits are the units that the operator takes for Kubernetes' own.
var kubernetesMemoryUnits = map[string]uint{
	"ki": 10, "kib": 10,
	"mi": 20, "mib": 20,
	"gi": 30, "gib": 30,
	"ti": 40, "tib": 40,
}

// memoryPattern is what ParseMemory takes: a number above zero, and a unit of one meaning.
var memoryPattern = lazyregexp.Remembering(`^0*[1-9][0-9]* *([kmgt]|[kKmMgGtT]([iI]?[bB]|[iI])|[bB]|([kK][iI][bB][iI]|[mM][eE][bB][iI]|[gG][iI][bB][iI]|[tT][eE][bB][iI])?[bB][yY][tT][eE][sS])$`)

var amountPattern = lazyregexp.Remembering(`^([0-9]+) *([A-Za-z]*)$`)

// ParseMemory reads a memory size of a FlinkDeployment in bytes, as the operator does: Flink's units, such as 2048m or 2g, are
// binary, and so are Kubernetes' units, such as 2Gi, where the release knows them. It refuses what the operator would read
// otherwise than people and Kubernetes do: a bare number (bytes), and an upper-case K, M, G or T (2G is 2^31 bytes for
// Flink and 2*10^9 for Kubernetes).
func ParseMemory(s string, r Release) (bytes int64, err error) {
	if !memoryPattern.MatchString(s) {
		return 0, memoryMistake(s, r)
	}
	match := amountPattern.FindStringSubmatch(s)
	number, unit := match[1], strings.ToLower(match[2])
	exponent, ok := memoryUnits[unit]
	if !ok {
		if exponent = kubernetesMemoryUnits[unit]; !r.KubernetesMemoryUnits() {
			return 0, fmt.Errorf("must have one of Flink's units, such as %s, not %q: operator releases know Kubernetes' units since 1.7, "+
				"not %s", memoryExample(r), s, r)
		}
	}
	return scale(number, exponent, s)
}

func memoryExample(r Release) string {
	if r.KubernetesMemoryUnits() {
		return "2048m or 2Gi"
	}
	return "2048m or 2g"
}

// memoryMistake is what is wrong with a size that memoryPattern does not take.
func memoryMistake(s string, r Release) error {
	match := amountPattern.FindStringSubmatch(s)
	if match == nil {
		return fmt.Errorf("must be a whole number with a unit, such as %s, not %q", memoryExample(r), s)
	}
	number, unit := match[1], match[2]
	switch unit {
	case "":
		return fmt.Errorf("must be a whole number with a unit, such as %s, not %q: a bare number means bytes", memoryExample(r), s)
	case "K", "M", "G", "T":
		suggestion := number + strings.ToLower(unit)
		if r.KubernetesMemoryUnits() {
			suggestion = number + unit + "i"
		}
		return fmt.Errorf("must have a unit of one meaning, not %q: %s is a power of two for Flink and of ten for Kubernetes; "+
			"did you mean %q?", s, unit, suggestion)
	}
	if strings.Trim(number, "0") == "" {
		return fmt.Errorf("must be more than zero, not %q", s)
	}
	return fmt.Errorf("must have a unit of memory, such as %s, not %q: there is no unit %q", memoryExample(r), s, unit)
}

// scale is number * 2^exponent, more than zero and in the range of the operator's own 64 bits.
func scale(number string, exponent uint, s string) (int64, error) {
	value, err := strconv.ParseInt(number, 10, 64)
	if err != nil || bits.Len64(uint64(value))+int(exponent) > 63 {
		return 0, fmt.Errorf("must be less than 2^63 bytes, not %q", s)
	}
	if value == 0 {
		return 0, fmt.Errorf("must be more than zero, not %q", s)
	}
	return value << exponent, nil
}

// ReadMemory reads a memory size as the operator does, in bytes; ParseMemory refuses more. A bare number is bytes, any letter may be
// upper or lower case, and Flink's units win: 2G is 2^31 bytes. What is no size of Flink's is one of Kubernetes', since 1.7.
func ReadMemory(s string, r Release) (bytes int64, err error) {
	match := amountPattern.FindStringSubmatch(strings.TrimSpace(s))
	if match == nil {
		return readQuantity(s, r)
	}
	unit := strings.ToLower(match[2])
	exponent, ok := memoryUnits[unit]
	if !ok && unit != "" {
		return readQuantity(s, r)
	}
	value, err := strconv.ParseInt(match[1], 10, 64)
	if err != nil || bits.Len64(uint64(value))+int(exponent) > 63 {
		return 0, fmt.Errorf("must be less than 2^63 bytes, not %q", s)
	}
	return value << exponent, nil
}

// readQuantity reads a size that is none of Flink's: in any case, with spaces and a B at the end.
func readQuantity(s string, r Release) (bytes int64, err error) {
	if !r.KubernetesMemoryUnits() {
		return 0, memoryMistake(s, r)
	}
	text := strings.TrimSuffix(strings.ToUpper(strings.ReplaceAll(s, " ", "")), "B")
	if number, ok := strings.CutSuffix(text, "I"); ok && number != "" {
		text = number + "i"
	}
	if strings.ContainsAny(text, ".+-") || strings.HasSuffix(text, "E") { // fractions, and what Java writes as one
		return 0, memoryMistake(s, r)
	}
	quantity, err := quantity.Parse(text)
	if err != nil {
		return 0, memoryMistake(s, r)
	}
	bytes, ok := quantity.AsInt64()
	if !ok || bytes < 0 {
		return 0, fmt.Errorf("must be less than 2^63 bytes, not %q", s)
	}
	return bytes, nil
}
