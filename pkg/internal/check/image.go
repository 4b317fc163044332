package check

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// ImagePattern is what container runtimes take as an image reference: repository, tag, digest.
var ImagePattern = lazyregexp.Remembering(`^([a-zA-Z0-9.-]+(?::[0-9]+)?/)?([a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@sha256:[0-9a-f]{64})?$`)

// HasUser reports whether an address may begin with a user and a password, which no error may repeat.
func HasUser(address string) bool {
	_, rest, found := strings.Cut(address, "@")
	return found && !strings.HasPrefix(rest, "sha256:")
}

// Pull checks how images are pulled.
func (c *Checker) Pull(policy corev1.PullPolicy, secrets []string) {
	if policy != "" {
		OneOf(c, policy, path("imagePullPolicy"), corev1.PullAlways, corev1.PullIfNotPresent, corev1.PullNever)
	}
	c.ObjectNames(secrets, path("imagePullSecrets"))
}

// ImageReference checks any image.
func ImageReference(example string) func(string) error {
	return func(image string) error {
		switch {
		case ImagePattern.MatchString(image):
			return nil
		case HasUser(image):
			return fmt.Errorf("must be an image reference without a user and a password, such as %s: name a Secret in spec.imagePullSecrets", example)
		}
		return fmt.Errorf("must be an image reference, such as %s, not %q", example, image)
	}
}
