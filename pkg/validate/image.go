package validate

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// imagePattern is what container runtimes take as an image reference: repository, tag, digest.
var imagePattern = regexp.MustCompile(`^([a-zA-Z0-9.-]+(?::[0-9]+)?/)?([a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@sha256:[0-9a-f]{64})?$`)

var versionInTag = regexp.MustCompile(`[0-9]+\.[0-9]+\.[0-9]+`)

// imageOfVersion checks an image reference, and that a tag of an image that calls itself flink names no other version
// of Flink than the session's. A tag without a version of Flink says nothing.
func imageOfVersion(image string, version flink.Version) error {
	if image == "" {
		return nil
	}
	m := imagePattern.FindStringSubmatch(image)
	if m == nil {
		return fmt.Errorf("must be an image reference, such as flink:%s, not %q", version, image)
	}
	repository, tag := m[2], m[3]
	if !strings.Contains(repository[strings.LastIndex(repository, "/")+1:], "flink") {
		return nil
	}
	var other string
	for _, candidate := range versionInTag.FindAllString(tag, -1) {
		if candidate == version.String() {
			return nil
		}
		if _, err := flink.ParseVersion(candidate); err == nil {
			other = candidate
		}
	}
	if other != "" {
		return fmt.Errorf("must be an image of Flink %s, which spec.flinkVersion says, not of %s: %q", version, other, image)
	}
	return nil
}
