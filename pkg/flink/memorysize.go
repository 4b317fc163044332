package flink

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// MemorySize is an amount of memory in bytes.
type MemorySize int64

// mebibyte is the unit in which sizes are shown.
const mebibyte MemorySize = 1 << 20

// maxMemorySize is what Flink takes for "no limit".
const maxMemorySize MemorySize = math.MaxInt64

// String is the size in Flink's unit m, mebibytes, rounded to one decimal.
func (m MemorySize) String() string {
	return strings.TrimSuffix(strconv.FormatFloat(float64(m)/float64(mebibyte), 'f', 1, 64), ".0") + "m"
}

// hugeMemorySize is more than any option may size a part, so that sums of parts do not overflow.
const hugeMemorySize MemorySize = 1 << 50

// fraction is a part of the size, or a multiple, rounded down as Flink does: it multiplies the decimal digits that Java
// shows of the factor, without the errors of binary fractions.
func (m MemorySize) fraction(f float64) MemorySize {
	factor, ok := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, 64))
	if !ok || m == 0 {
		return 0
	}
	factor.Mul(factor, new(big.Rat).SetInt64(int64(m)))
	product := new(big.Int).Quo(factor.Num(), factor.Denom())
	if product.BitLen() > 62 {
		return 1 << 62
	}
	return MemorySize(product.Int64())
}

// parseMemorySize reads a value that TypeMemorySize lets pass, as Flink does: a bare number is bytes.
func parseMemorySize(value string) MemorySize {
	match := amountPattern.FindStringSubmatch(strings.TrimSpace(value))
	number, _ := strconv.ParseInt(match[1], 10, 64)
	return MemorySize(number << memoryUnits[strings.ToLower(match[2])])
}
