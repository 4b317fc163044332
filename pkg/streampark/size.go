package streampark

import (
	"fmt"
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

var sizePattern = lazyregexp.New(`^([1-9][0-9]{0,6})(Mi|Gi)$`)

// ParseSize reads a size of whole Mi or Gi, in bytes: the JVM takes no other unit that Kubernetes takes too.
func ParseSize(value string) (int64, error) {
	m := sizePattern.FindStringSubmatch(value)
	if m == nil {
		return 0, fmt.Errorf("must be a whole number of Mi or Gi, such as 2Gi, not %q", value)
	}
	number, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		return 0, err
	}
	if m[2] == "Gi" {
		return number << 30, nil
	}
	return number << 20, nil
}
