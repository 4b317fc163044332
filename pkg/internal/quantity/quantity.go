// Package quantity reads Kubernetes quantities in bounded time.
package quantity

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// longExponent is that of a quantity of a few letters which keeps the processor busy for hours: 1e-999999999 is divided out
// digit by digit.
var longExponent = lazyregexp.New(`[eE][+-]?[0-9]{4}`)

// maxLength is that of a quantity, in bytes.
const maxLength = 64

// IsEndless reports whether the API machinery may take hours to read a text.
func IsEndless(text string) bool {
	return len(text) > maxLength || strings.ContainsAny(text, "eE") && longExponent.MatchString(text)
}

// Parse reads a quantity such as 500m or 2Gi, and refuses one that would take hours.
func Parse(text string) (resource.Quantity, error) {
	if IsEndless(text) {
		return resource.Quantity{}, fmt.Errorf("must be a quantity such as 500m or 2Gi, not %s", diagnostic.Quote(text))
	}
	return resource.ParseQuantity(text)
}
