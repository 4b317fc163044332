package flink

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// What is done in 128 bits is what is exact.
func TestFractionsAreExact(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	short := 0
	for range 100_000 {
		size := MemorySize(random.Int64() >> random.IntN(63))
		factor := float64(random.IntN(1000)) / 1000
		switch random.IntN(4) {
		case 0:
			factor = random.Float64()
		case 1:
			factor /= 1 - factor
		case 2:
			factor = float64(float32(factor))
		}
		exact, _ := new(big.Rat).SetString(strconv.FormatFloat(factor, 'g', -1, 64))
		exact.Mul(exact, new(big.Rat).SetInt64(int64(size)))
		want := new(big.Int).Quo(exact.Num(), exact.Denom())
		if most := big.NewInt(1 << 62); want.Cmp(most) > 0 {
			want = most
		}
		if got := size.fraction(factor); int64(got) != want.Int64() {
			t.Fatalf("%d * %v is %d, not %d", size, factor, want, got)
		}
		if _, ok := size.shortFraction(factor); ok {
			short++
		}
	}
	if short < 50_000 {
		t.Errorf("%d of the fractions are too few to have tested the short way", short)
	}
}

// Options of memory are looked for only where a key begins as all of a role do.
func TestOptionsOfARoleBeginAlikeInEverySpelling(t *testing.T) {
	for _, o := range named {
		for _, role := range []string{"jobmanager.", "taskmanager."} {
			for _, key := range o.keys() {
				if strings.HasPrefix(o.key, role) && !strings.HasPrefix(key, role) {
					t.Errorf("%s is %s too, which does not begin with %s", o.key, key, role)
				}
			}
		}
	}
}
