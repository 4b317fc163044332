package quantity_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// TestNoQuantityTakesHours would not end if one did.
func TestNoQuantityTakesHours(t *testing.T) {
	for _, text := range []string{"1e-999999999", "1234567890123456789012E99999999", "1e+00001", strings.Repeat("9", 65)} {
		if _, err := quantity.Parse(text); err == nil {
			t.Errorf("%q must be refused", text)
		}
	}
	for _, text := range []string{"500m", "2Gi", "1e3", "1E-3", "0.5", strings.Repeat("9", 18)} {
		if _, err := quantity.Parse(text); err != nil {
			t.Errorf("%q must be read: %v", text, err)
		}
	}
}
