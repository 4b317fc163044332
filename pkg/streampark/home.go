package streampark

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// FlinkHomes is the folder of Flink installations in StreamPark's pod.
const FlinkHomes = Home + "/flink"

// FlinkHomeName names the Flink installation of an image as a spec states it, such as flink-1.20-java17 of
// flink:1.20.3-java17: a folder below FlinkHomes, and an installation in StreamPark. Neither a patch of Flink nor, where
// the tag does not say the version, a new tag changes it, since StreamPark lets a cluster keep the installation that it was
// registered with. Whatever the image, the name has but letters, digits, dots, underscores and dashes.
func FlinkHomeName(image string, version flink.Version) string {
	minor := fmt.Sprintf("%d.%d", version.Major, version.Minor)
	repository, tag := split(image)
	if SaysVersion(image, version) {
		tag = strings.Replace(tag, version.String(), minor, 1)
	} else {
		tag = minor
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '_':
			return r
		}
		return '-'
	}, repository+"-"+tag)
}

// SaysVersion reports whether the tag of an image has the full version of Flink.
func SaysVersion(image string, version flink.Version) bool {
	_, tag := split(image)
	return strings.Contains(tag, version.String())
}

// split parts an image reference, without its digest, into repository and tag.
func split(image string) (repository, tag string) {
	image, _, _ = strings.Cut(image, "@")
	if colon := strings.LastIndex(image, ":"); colon > strings.LastIndex(image, "/") {
		return image[:colon], image[colon+1:]
	}
	return image, ""
}

// FlinkHomeContainer names the init container that copies the installation of that name: with what Kubernetes takes in
// names, and at most 63 characters.
func FlinkHomeContainer(name string) string {
	var out strings.Builder
	for _, r := range strings.ToLower("flink-home-" + strings.TrimPrefix(name, "flink-")) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			out.WriteRune(r)
		} else {
			out.WriteByte('-')
		}
	}
	return strings.TrimRight(out.String()[:min(63, out.Len())], "-")
}
