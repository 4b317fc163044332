package podrule

import (
	"math/rand/v2"
	"testing"

	"k8s.io/apimachinery/pkg/util/validation"
)

// What plain and word take, no rule may refuse: they stand in its place.
func TestPlainNamesPassEveryRule(t *testing.T) {
	names := map[string]func(string) []string{
		"label": validation.IsDNS1123Label, "subdomain": validation.IsDNS1123Subdomain, "key": validation.IsQualifiedName,
		"label value": validation.IsValidLabelValue, "variable": validation.IsEnvVarName, "key of data": validation.IsConfigMapKey,
	}
	words := map[string]func(string) []string{"variable": validation.IsEnvVarName, "key of data": validation.IsConfigMapKey}
	const letters = "az09-A._"
	random := rand.New(rand.NewPCG(1, 2))
	taken, wordsTaken := map[int]int{}, 0
	for range 200_000 {
		value := make([]byte, random.IntN(5)+random.IntN(2)*random.IntN(70))
		few := 3 + random.IntN(len(letters)-2) // the first ones more often: else next to nothing long is plain
		for i := range value {
			value[i] = letters[random.IntN(few)]
		}
		text := string(value)
		if plain(text, longestPort) {
			taken[longestPort]++
			if bad := validation.IsValidPortName(text); len(bad) > 0 {
				t.Fatalf("%q is not the name of a port: %v", text, bad)
			}
		}
		if word(text) {
			wordsTaken++
			for what, rule := range words {
				if bad := rule(text); len(bad) > 0 {
					t.Fatalf("%q is no %s: %v", text, what, bad)
				}
			}
		}
		if !plain(text, longestName) {
			continue
		}
		taken[longestName]++
		for what, rule := range names {
			if bad := rule(text); len(bad) > 0 {
				t.Fatalf("%q is no %s: %v", text, what, bad)
			}
		}
	}
	if wordsTaken < 1000 || taken[longestPort] < 1000 || taken[longestName] < 1000+taken[longestPort] {
		t.Errorf("the values are too wild to be a test: %v, %d", taken, wordsTaken)
	}
}
