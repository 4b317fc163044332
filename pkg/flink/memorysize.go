package flink

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
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
	if part, ok := m.shortFraction(f); ok {
		return part
	}
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

// shortFraction is fraction where 128 bits are enough for it, as they are for nearly all factors: at a fraction of the time.
func (m MemorySize) shortFraction(f float64) (part MemorySize, ok bool) {
	factor := decimalOf(f)
	if !factor.short || m < 0 {
		return 0, false
	}
	high, low := bits.Mul64(uint64(m), factor.digits)
	if high >= factor.divisor {
		return 0, false
	}
	product, _ := bits.Div64(high, low, factor.divisor)
	return MemorySize(min(product, 1<<62)), true
}

// decimal is a factor by its decimal digits: digits divided by divisor, a power of ten.
type decimal struct {
	digits, divisor uint64
	short           bool // 64 bits are enough for either
}

// The fractions that Flink takes where no option says one, as it keeps them, and their digits, which nearly all processes need.
var (
	tenth, fourTenths               = float64(float32(0.1)), float64(float32(0.4))
	decimalTenth, decimalFourTenths = newDecimal(tenth), newDecimal(fourTenths)
)

func decimalOf(f float64) decimal {
	switch f {
	case tenth:
		return decimalTenth
	case fourTenths:
		return decimalFourTenths
	}
	return newDecimal(f)
}

func newDecimal(f float64) decimal {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	whole, decimals, _ := strings.Cut(mantissa, ".")
	digits, err := strconv.ParseUint(whole+decimals, 10, 64)
	power, isNumber := strconv.Atoi(exponent)
	places := len(decimals) - power // that follow the decimal point of the factor
	if err != nil || isNumber != nil || places < 0 || places > 19 {
		return decimal{}
	}
	divisor := uint64(1)
	for range places {
		divisor *= 10
	}
	return decimal{digits, divisor, true}
}

// ParseMemorySize reads a size as Flink does, such as 2048m: its units are binary, and a bare number is bytes.
func ParseMemorySize(value string) (MemorySize, error) {
	if TypeMemorySize.Check(value, Version{}) != nil {
		return 0, fmt.Errorf("must be a whole number with one of Flink's units of memory, such as 2048m, not %s", diagnostic.Quote(value))
	}
	return parseMemorySize(value), nil
}

// parseMemorySize reads a value that TypeMemorySize lets pass, as Flink does: a bare number is bytes.
func parseMemorySize(value string) MemorySize {
	match := amountPattern.FindStringSubmatch(strings.TrimSpace(value))
	number, _ := strconv.ParseInt(match[1], 10, 64)
	return MemorySize(number << memoryUnits[strings.ToLower(match[2])])
}
