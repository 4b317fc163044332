package operator_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestOverlappingKeys(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want [][2]string
	}{
		{name: "no keys"},
		{name: "keys side by side", keys: []string{"high-availability.type", "high-availability.storageDir"}},
		{name: "a common beginning without a dot", keys: []string{"state.backend", "state.backend-x", "state.backendtype"}},
		{
			name: "a key under another",
			keys: []string{"high-availability.storageDir", "high-availability"},
			want: [][2]string{{"high-availability", "high-availability.storageDir"}},
		},
		{
			name: "all pairs of three, sorted",
			keys: []string{"a.b.c", "a", "a.b"},
			want: [][2]string{{"a", "a.b"}, {"a", "a.b.c"}, {"a.b", "a.b.c"}},
		},
		{
			name: "another key sorts between the two",
			keys: []string{"a", "a-b", "a.b"},
			want: [][2]string{{"a", "a.b"}},
		},
		{name: "the same key twice", keys: []string{"a", "a"}},
		{name: "a pair once although a key comes twice", keys: []string{"a", "a.b", "a.b"}, want: [][2]string{{"a", "a.b"}}},
		{name: "a trailing dot", keys: []string{"a", "a."}, want: [][2]string{{"a", "a."}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, operator.OverlappingKeys(test.keys)); diff != "" {
				t.Errorf("pairs (-want +got):\n%s", diff)
			}
		})
	}
}

func BenchmarkOverlappingKeys(b *testing.B) {
	var keys []string
	for i := range 200 {
		keys = append(keys, fmt.Sprintf("taskmanager.memory.group%d.option%d", i%10, i))
	}
	for b.Loop() {
		operator.OverlappingKeys(keys)
	}
}
