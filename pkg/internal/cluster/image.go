package cluster

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// versionPlaceholder stands for the full version of Flink in an image.
const versionPlaceholder = "{flinkVersion}"

// setImageDefaults puts the version into the image, which a base beneath overlays that say the version does not know yet, and
// prefers the Secrets of the cluster to those of the environment.
func setImageDefaults(cluster *v1alpha1.Cluster, settings *v1alpha1.EnvironmentSpec) {
	switch {
	case cluster.FlinkVersion == "" && strings.Contains(cluster.Image, versionPlaceholder):
		cluster.Image = ""
	case cluster.FlinkVersion == "":
	case cluster.Image == "":
		cluster.Image = "flink:" + cluster.FlinkVersion
	case strings.Contains(cluster.Image, versionPlaceholder) && imageTemplate.MatchString(cluster.Image):
		cluster.Image = strings.ReplaceAll(cluster.Image, versionPlaceholder, cluster.FlinkVersion)
	}
	if cluster.ImagePullSecrets == nil {
		cluster.ImagePullSecrets = settings.ImagePullSecrets
	}
}

// imageTemplate is an image reference in whose tag the placeholder may stand.
var imageTemplate = lazyregexp.New(`^([a-zA-Z0-9.-]+(?::[0-9]+)?/)?([a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::((?:[A-Za-z0-9_]|\{flinkVersion\})(?:[A-Za-z0-9_.-]|\{flinkVersion\}){0,127}))?(@sha256:[0-9a-f]{64})?$`)

// placeholderOfImage refuses a name in braces that nothing has replaced.
func placeholderOfImage(image string) error {
	switch name := check.Placeholder(image); name {
	case "":
		return nil
	case versionPlaceholder:
		return fmt.Errorf("must be an image reference with %s in its tag alone, such as flink:%s, not %s", versionPlaceholder, versionPlaceholder, diagnostic.Quote(image))
	default:
		return fmt.Errorf("must not use %s: there is %s, as in flink:%s", diagnostic.Quote(name), versionPlaceholder, versionPlaceholder)
	}
}

var (
	VersionInTag = lazyregexp.New(`[0-9]+\.[0-9]+\.[0-9]+`)
	minorAtStart = lazyregexp.Remembering(`^([0-9]+\.[0-9]+)([^0-9.]|$)`)
)

// ImageOfVersion checks an image reference, and that the tag of an image whose name is flink names no other version of
// Flink than the session's: a full one anywhere, or a minor one at its start, as of flink:1.20-java17. Other images may
// count releases of their own. The official image must say what it holds; what its other tags hold changes.
func ImageOfVersion(image string, version flink.Version) error {
	if image == "" {
		return nil
	}
	m := check.ImagePattern.FindStringSubmatch(image)
	if m == nil && check.HasUser(image) {
		return fmt.Errorf("must be an image reference without a user and a password, such as flink:%s: name a Secret in spec.imagePullSecrets", version)
	}
	if m == nil {
		return fmt.Errorf("must be an image reference, such as flink:%s, not %q", version, image)
	}
	repository, tag, digest := m[2], m[3], m[4]
	if repository[strings.LastIndex(repository, "/")+1:] != "flink" {
		return nil
	}
	if rest, ok := strings.CutPrefix(tag, version.String()); ok && (rest == "" || rest[0] == '-') { // as nearly always
		return nil
	}
	var other string
	for _, candidate := range VersionInTag.FindAllString(tag, -1) {
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

// officialImages are those of the Flink project; they carry no Hadoop.
var officialImages = lazyregexp.Remembering(`^((docker\.io/)?(library/)?flink|(docker\.io/)?apache/flink)(:|@|$)`)

// hadoopImage refuses the official image where Hadoop's classes are needed. What a registry of the environment's own
// holds under the same name may be another.
func (c *checker) hadoopImage(field diagnostic.Path) {
	if c.Complete && officialImages.MatchString(c.image) {
		c.AddAs(diagnostic.RuleRequiredField, field, "needs an image with Hadoop, and the official image %q carries none: set spec.image", c.image)
	}
}

// imagePull gives every pod the Secrets of its registries. The containers of features that run the session's own image
// pull it as the operator has the Flink process do.
func (r *renderer) imagePull() {
	for _, name := range r.cluster.ImagePullSecrets {
		r.pod.Spec.ImagePullSecrets = append(r.pod.Spec.ImagePullSecrets, corev1.LocalObjectReference{Name: name})
	}
	for i, container := range r.pod.Spec.InitContainers {
		if container.Image == r.cluster.Image {
			r.pod.Spec.InitContainers[i].ImagePullPolicy = r.cluster.ImagePullPolicy
		}
	}
}
