package check

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

var coresPattern = lazyregexp.Remembering(`^([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)$`)

// Cores checks a number of processors, such as 2, 0.5 or 500m.
func Cores(value string) error {
	quantity, err := quantity.Parse(value)
	if err != nil || !coresPattern.MatchString(value) || quantity.Sign() <= 0 {
		return fmt.Errorf("must be a number of cores above zero, such as 2, 0.5 or 500m, not %q", value)
	}
	return nil
}
