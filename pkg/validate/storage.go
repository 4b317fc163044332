package validate

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) storage() {
	storage, field := c.spec.Storage, path("storage")
	if !oneOf(c, storage.Type, field.Child("type"), v1alpha1.StorageNone, v1alpha1.StorageS3, v1alpha1.StorageHDFS) {
		return
	}
	if storage.Type != v1alpha1.StorageS3 {
		c.member(storage.S3 != nil, field.Child("s3"), "type "+string(storage.Type), "type S3")
	} else {
		oneOf(c, storage.S3.Plugin, field.Child("s3", "plugin"), v1alpha1.S3PluginPresto, v1alpha1.S3PluginHadoop)
		oneOf(c, storage.S3.PluginActivation, field.Child("s3", "pluginActivation"), v1alpha1.PluginActivationCopy, v1alpha1.PluginActivationImage)
	}
	if storage.Type == v1alpha1.StorageHDFS {
		c.hadoopImage(field.Child("type"))
	}
}

// officialImages are those of the Flink project; they carry no Hadoop.
var officialImages = regexp.MustCompile(`^((docker\.io/)?(library/)?flink|(docker\.io/)?apache/flink)(:|@|$)`)

// hadoopImage refuses the official image where Hadoop's classes are needed.
func (c *checker) hadoopImage(field diagnostic.Path) {
	if c.complete && officialImages.MatchString(c.spec.Image) {
		c.add(field, "needs an image with Hadoop, and the official image %q carries none: set spec.image", c.spec.Image)
	}
}

// directory checks the template of a directory on a file system.
func directory(value string) error {
	u, err := url.Parse(strings.NewReplacer("{", "", "}", "").Replace(value))
	if err != nil || u.Scheme == "" || u.Host == "" && u.Path == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, unprintable) {
		return fmt.Errorf("must be a directory with its file system, such as s3://flink/{environment}/{namespace}/checkpoints, not %s",
			diagnostic.Quote(value))
	}
	return placeholders(value)
}

var placeholder = regexp.MustCompile(`\{[^}]*\}?|\}`)

// placeholders refuses a name in braces that nothing replaces.
func placeholders(value string) error {
	for _, name := range placeholder.FindAllString(value, -1) {
		switch name {
		case "{environment}", "{namespace}", "{name}":
		default:
			return fmt.Errorf("must not use %s: there are {environment}, {namespace} and {name}", diagnostic.Quote(name))
		}
	}
	return nil
}

func unprintable(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }
