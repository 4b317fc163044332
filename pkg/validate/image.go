package validate

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// imagePattern is what container runtimes take as an image reference: repository, tag, digest.
var imagePattern = lazyregexp.New(`^([a-zA-Z0-9.-]+(?::[0-9]+)?/)?([a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@sha256:[0-9a-f]{64})?$`)

var (
	versionInTag = lazyregexp.New(`[0-9]+\.[0-9]+\.[0-9]+`)
	minorAtStart = lazyregexp.New(`^([0-9]+\.[0-9]+)([^0-9.]|$)`)
)

// imageOfVersion checks an image reference, and that the tag of an image whose name is flink names no other version of
// Flink than the session's: a full one anywhere, or a minor one at its start, as of flink:1.20-java17. Other images may
// count releases of their own. The official image must say what it holds; what its other tags hold changes.
func imageOfVersion(image string, version flink.Version) error {
	if image == "" {
		return nil
	}
	m := imagePattern.FindStringSubmatch(image)
	if m == nil && hasUser(image) {
		return fmt.Errorf("must be an image reference without a user and a password, such as flink:%s: name a Secret in spec.imagePullSecrets", version)
	}
	if m == nil {
		return fmt.Errorf("must be an image reference, such as flink:%s, not %q", version, image)
	}
	repository, tag, digest := m[2], m[3], m[4]
	if repository[strings.LastIndex(repository, "/")+1:] != "flink" {
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
	if minor := minorAtStart.FindStringSubmatch(tag); other == "" && minor != nil {
		v, err := flink.ParseVersion(minor[1] + ".0")
		if err == nil && v.AtLeast(version) && version.AtLeast(v) {
			return nil
		}
		if err == nil {
			other = minor[1]
		}
	}
	switch {
	case other != "":
		return fmt.Errorf("must be an image of Flink %s, which spec.flinkVersion says, not of %s: %q", version, other, image)
	case digest == "" && officialImages.MatchString(image):
		return fmt.Errorf("must have a tag with the version that spec.flinkVersion says, such as flink:%s, or a digest, not %q", version, image)
	}
	return nil
}

// hasUser tells whether an address may begin with a user and a password, which no error may repeat.
func hasUser(address string) bool {
	_, rest, found := strings.Cut(address, "@")
	return found && !strings.HasPrefix(rest, "sha256:")
}

// officialImages are those of the Flink project; they carry no Hadoop.
var officialImages = lazyregexp.New(`^((docker\.io/)?(library/)?flink|(docker\.io/)?apache/flink)(:|@|$)`)

// hadoopImage refuses the official image where Hadoop's classes are needed. What a registry of the environment's own
// holds under the same name may be another.
func (c *checker) hadoopImage(field diagnostic.Path) {
	if c.complete && officialImages.MatchString(c.image) {
		c.addAs(diagnostic.RuleRequiredField, field, "needs an image with Hadoop, and the official image %q carries none: set spec.image", c.image)
	}
}
