package lint

import "github.com/flinkustomize/flinkustomize/pkg/operator"

// autoscaler checks the values of the autoscaler's options, where it is on.
func (c *checker) autoscaler() {
	for _, err := range operator.CheckAutoscaler(c.effective.values(), c.release) {
		c.report(c.place(c.effective[err.Key]), "%s", err.Message)
	}
}
