package operator

import (
	"fmt"
	"math/bits"
	"regexp"
	"strconv"
	"strings"
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

var memoryPattern = regexp.MustCompile(`^([0-9]+) *([A-Za-z]*)$`)

// ParseMemory reads a memory size of a FlinkDeployment in bytes, as the operator does: Flink's units, such as 2048m or 2g, are
// binary, and so are Kubernetes' units, such as 2Gi, where the release knows them. It refuses what the operator would read
// otherwise than people and Kubernetes do: a bare number (bytes), and an upper-case K, M, G or T (2G is 2^31 bytes for
// Flink and 2*10^9 for Kubernetes).
func ParseMemory(s string, r Release) (bytes int64, err error) {
	example := "2048m or 2g"
	if r.KubernetesMemoryUnits() {
		example = "2048m or 2Gi"
	}
	match := memoryPattern.FindStringSubmatch(s)
	if match == nil {
		return 0, fmt.Errorf("must be a whole number with a unit, such as %s, not %q", example, s)
	}
	number, unit := match[1], match[2]
	switch unit {
	case "":
		return 0, fmt.Errorf("must be a whole number with a unit, such as %s, not %q: a bare number means bytes", example, s)
	case "K", "M", "G", "T":
		suggestion := number + strings.ToLower(unit)
		if r.KubernetesMemoryUnits() {
			suggestion = number + unit + "i"
		}
		return 0, fmt.Errorf("must have a unit of one meaning, not %q: %s is a power of two for Flink and of ten for Kubernetes; "+
			"did you mean %q?", s, unit, suggestion)
	}
	exponent, ok := memoryUnits[strings.ToLower(unit)]
	if !ok {
		exponent, ok = kubernetesMemoryUnits[strings.ToLower(unit)]
		if ok && !r.KubernetesMemoryUnits() {
			return 0, fmt.Errorf("must have one of Flink's units, such as %s, not %q: operator releases know Kubernetes' units since 1.7, "+
				"not %s", example, s, r)
		}
	}
	if !ok {
		return 0, fmt.Errorf("must have a unit of memory, such as %s, not %q: there is no unit %q", example, s, unit)
	}
	return scale(number, exponent, s)
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
