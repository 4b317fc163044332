package manifest

import (
	"encoding/json"
	"reflect"
)

// Equal compares two trees of plain values.
func Equal(a, b any) bool {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		if reflect.ValueOf(x).Pointer() == reflect.ValueOf(y).Pointer() {
			return true // a part that objects have in common
		}
		for key, value := range x {
			other, ok := y[key]
			if !ok || !Equal(value, other) {
				return false
			}
		}
		return true
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		if len(x) == 0 || &x[0] == &y[0] {
			return true
		}
		for i := range x {
			if !Equal(x[i], y[i]) {
				return false
			}
		}
		return true
	case nil, string, bool, int64, float64, json.Number:
		return a == b
	}
	return reflect.DeepEqual(a, b)
}
