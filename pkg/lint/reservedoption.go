package lint

import "github.com/flinkustomize/flinkustomize/pkg/operator"

// reservedOptions are those that the operator sets itself.
func (c *checker) reservedOptions() {
	for _, key := range operator.ForbiddenKeys() {
		if s, ok := c.effective[key]; ok {
			c.report(c.place(s), "must not be set: the operator sets it from the object's own name and namespace, and refuses it here")
		}
	}
}
