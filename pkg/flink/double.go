package flink

import (
	"math"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

var doublePattern = lazyregexp.New(`^[+-]?(NaN|Infinity|([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[fFdD]?)$`)

// ParseDouble reads a number as Java does, which takes NaN and Infinity too.
func ParseDouble(s string) (number float64, ok bool) {
	s = strings.TrimSpace(s)
	if !doublePattern.MatchString(s) {
		return 0, false
	}
	switch strings.TrimLeft(s, "+-") {
	case "NaN":
		return math.NaN(), true
	case "Infinity":
		if s[0] == '-' {
			return math.Inf(-1), true
		}
		return math.Inf(1), true
	}
	number, _ = strconv.ParseFloat(strings.TrimRight(s, "fFdD"), 64) // beyond its range it is infinite, as in Java
	return number, true
}
