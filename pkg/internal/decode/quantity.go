package decode

import (
	"fmt"
	"reflect"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// A Quantity of a few letters can keep the processor busy for hours: 1e-999999999
// is divided out digit by digit.
var (
	quantity     = reflect.TypeFor[resource.Quantity]()
	longExponent = lazyregexp.New(`[eE][+-]?[0-9]{4}`)
)

// maxQuantity is the length of a quantity, in bytes.
const maxQuantity = 64

func endless(value string) bool { return len(value) > maxQuantity || longExponent.MatchString(value) }

// ParseQuantity reads a quantity of a field that is text, and refuses one that would take hours.
func ParseQuantity(value string) (resource.Quantity, error) {
	if endless(value) {
		return resource.Quantity{}, fmt.Errorf("must be a quantity such as 500m or 2Gi, not %s", diagnostic.Quote(value))
	}
	return resource.ParseQuantity(value)
}
