package lint

import (
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

var pullPolicies = []string{string(corev1.PullIfNotPresent), string(corev1.PullAlways), string(corev1.PullNever)}

// imagePullPolicy has no enum in the CRD, and the operator reads it with a care for upper and lower case. An empty one
// counts as none.
func (c *checker) imagePullPolicy() {
	if policy, ok := c.text("imagePullPolicy"); ok && policy != "" && !slices.Contains(pullPolicies, policy) {
		c.report(c.field("imagePullPolicy"), "%s", diagnostic.OneOf(policy, pullPolicies))
	}
}
