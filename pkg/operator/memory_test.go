package operator_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestParseMemoryReadsWhatTheOperatorReads(t *testing.T) {
	const mi, gi = int64(1) << 20, int64(1) << 30
	tests := []struct {
		in, release string
		want        int64
	}{
		{"2048m", "1.6", 2 * gi},
		{"2048mb", "1.6", 2 * gi},
		{"2048MB", "1.6", 2 * gi},
		{"2048mebibytes", "1.6", 2 * gi},
		{"2g", "1.6", 2 * gi},
		{"2 g", "1.6", 2 * gi},
		{"2gb", "1.6", 2 * gi},
		{"1t", "1.6", 1024 * gi},
		{"1024k", "1.6", mi},
		{"1048576b", "1.6", mi},
		{"1048576bytes", "1.6", mi},
		{"2Gi", "1.7", 2 * gi},
		{"2gi", "1.7", 2 * gi},
		{"2GiB", "1.15", 2 * gi},
		{"2 Gi", "1.15", 2 * gi},
		{"2048Mi", "1.15", 2 * gi},
		{"1024Ki", "1.15", mi},
		{"1Ti", "1.15", 1024 * gi},
		{"2g", "1.15", 2 * gi},
		{"8388607t", "1.15", 8388607 * 1024 * gi},
	}
	for _, test := range tests {
		t.Run(test.in+" on "+test.release, func(t *testing.T) {
			got, err := operator.ParseMemory(test.in, mustRelease(t, test.release))
			if err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("%d bytes, want %d", got, test.want)
			}
		})
	}
}

func TestParseMemoryRefusesTheRestAndSaysWhy(t *testing.T) {
	const whole = "must be a whole number with a unit, such as 2048m or 2Gi, not "
	tests := []struct{ name, in, release, err string }{
		{"nothing", "", "1.15", whole + `""`},
		{"a fraction", "1.5Gi", "1.15", whole + `"1.5Gi"`},
		{"a fraction before 1.7", "1.5g", "1.6", `must be a whole number with a unit, such as 2048m or 2g, not "1.5g"`},
		{"a bare number", "2048", "1.15", whole + `"2048": a bare number means bytes`},
		{"a unit alone", "Gi", "1.15", whole + `"Gi"`},
		{"a negative number", "-1g", "1.15", whole + `"-1g"`},
		{"an exponent", "1e3", "1.15", whole + `"1e3"`},
		{"spaces around", " 2g", "1.15", whole + `" 2g"`},
		{"a second line", "2g\n", "1.15", whole + `"2g\n"`},
		{"digits beyond ASCII", "٢g", "1.15", whole + `"٢g"`},
		{
			"an upper-case G", "2G", "1.15",
			`must have a unit of one meaning, not "2G": G is a power of two for Flink and of ten for Kubernetes; did you mean "2Gi"?`,
		},
		{
			"an upper-case M before 1.7", "2048M", "1.6",
			`must have a unit of one meaning, not "2048M": M is a power of two for Flink and of ten for Kubernetes; did you mean "2048m"?`,
		},
		{
			"Kubernetes' units before 1.7", "2Gi", "1.6",
			`must have one of Flink's units, such as 2048m or 2g, not "2Gi": operator releases know Kubernetes' units since 1.7, not 1.6`,
		},
		{"an unknown unit", "2x", "1.15", `must have a unit of memory, such as 2048m or 2Gi, not "2x": there is no unit "x"`},
		{"a unit beyond tera", "2Pi", "1.15", `must have a unit of memory, such as 2048m or 2Gi, not "2Pi": there is no unit "Pi"`},
		{"zero", "0g", "1.15", `must be more than zero, not "0g"`},
		{"just too much", "8388608t", "1.15", `must be less than 2^63 bytes, not "8388608t"`},
		{"far too much", "99999999999999999999g", "1.15", `must be less than 2^63 bytes, not "99999999999999999999g"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := operator.ParseMemory(test.in, mustRelease(t, test.release))
			if err == nil {
				t.Fatalf("%d bytes, want an error", got)
			}
			if diff := cmp.Diff(test.err, err.Error()); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
		})
	}
}

// What is accepted is a size that the operator and, for Kubernetes' own units, Kubernetes read alike.
func FuzzParseMemory(f *testing.F) {
	for _, seed := range []string{"2048m", "2Gi", "1.5Gi", "2G", "", "2 g", "0", "9999999999999999999Ti", "2gib", "-1Ki"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		bytes, err := operator.ParseMemory(s, operator.Latest())
		if err != nil {
			return
		}
		if bytes <= 0 {
			t.Fatalf("%q is %d bytes", s, bytes)
		}
		for _, unit := range []string{"Ki", "Mi", "Gi", "Ti"} {
			if number, ok := strings.CutSuffix(s, unit); ok && !strings.Contains(number, " ") {
				quantity, err := resource.ParseQuantity(s)
				if err != nil {
					t.Fatalf("%q is no quantity of Kubernetes: %v", s, err)
				}
				if quantity.Value() != bytes {
					t.Fatalf("%q is %d bytes here and %d for Kubernetes", s, bytes, quantity.Value())
				}
			}
		}
	})
}

func BenchmarkParseMemory(b *testing.B) {
	latest := operator.Latest()
	for b.Loop() {
		if _, err := operator.ParseMemory("2048Mi", latest); err != nil {
			b.Fatal(err)
		}
	}
}
