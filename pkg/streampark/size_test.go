package streampark_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func TestSizesAreThoseThatKubernetesAndTheJVMReadAlike(t *testing.T) {
	for in, want := range map[string]int64{
		"1Mi":        1 << 20,
		"2Gi":        2 << 30,
		"1536Mi":     1536 << 20,
		"9999999Gi":  9999999 << 30,
		"":           0,
		"0Gi":        0,
		"02Gi":       0,
		"-1Gi":       0,
		"1.5Gi":      0,
		"2G":         0,
		"2g":         0,
		"2048m":      0,
		"1Ti":        0,
		"10000000Gi": 0,
		"2147483648": 0,
		" 2Gi":       0,
		"2Gi\n":      0,
	} {
		got, err := streampark.ParseSize(in)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d %v, want %d", in, got, err, want)
		}
	}
}
