package validate

import (
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) storage() {
	storage, field := c.cluster.Storage, path("storage")
	if !oneOf(c, storage.Type, field.Child("type"), v1alpha1.StorageNone, v1alpha1.StorageS3, v1alpha1.StorageGCS, v1alpha1.StorageAzure,
		v1alpha1.StorageOSS, v1alpha1.StorageHDFS, v1alpha1.StorageVolume) {
		return
	}
	for _, member := range []struct {
		name  string
		owner v1alpha1.StorageType
		there bool
	}{
		{"s3", v1alpha1.StorageS3, storage.S3 != nil},
		{"gcs", v1alpha1.StorageGCS, storage.GCS != nil},
		{"azure", v1alpha1.StorageAzure, storage.Azure != nil},
		{"oss", v1alpha1.StorageOSS, storage.OSS != nil},
		{"volume", v1alpha1.StorageVolume, storage.Volume != nil},
	} {
		c.member(member.there && member.owner != storage.Type, field.Child(member.name), "type "+string(storage.Type), "type "+string(member.owner))
	}
	switch storage.Type {
	case v1alpha1.StorageS3:
		oneOf(c, storage.S3.Plugin, field.Child("s3", "plugin"), v1alpha1.S3PluginPresto, v1alpha1.S3PluginHadoop)
		c.pluginActivation(storage.S3.PluginActivation, field.Child("s3"))
	case v1alpha1.StorageGCS:
		c.pluginActivation(storage.GCS.PluginActivation, field.Child("gcs"))
	case v1alpha1.StorageAzure:
		c.pluginActivation(storage.Azure.PluginActivation, field.Child("azure"))
	case v1alpha1.StorageOSS:
		c.pluginActivation(storage.OSS.PluginActivation, field.Child("oss"))
	case v1alpha1.StorageHDFS:
		c.hadoopImage(field.Child("type"))
	case v1alpha1.StorageVolume:
		c.volume(storage.Volume, field.Child("volume"))
	}
}

func (c *checker) pluginActivation(activation v1alpha1.PluginActivation, field diagnostic.Path) {
	oneOf(c, activation, field.Child("pluginActivation"), v1alpha1.PluginActivationCopy, v1alpha1.PluginActivationImage)
}

// isBelowStorage tells that a directory names no file system, so that it lies below the storage's root.
func isBelowStorage(directory string) bool { return !strings.Contains(directory, ":") }

// withoutBraces puts something valid in the place of what is filled in later.
var withoutBraces = strings.NewReplacer("{", "", "}", "")

// directory checks the template of a directory on a file system, or of one below the storage's root.
func directory(value string) error {
	if isBelowStorage(value) {
		if !fs.ValidPath(value) || value == "." || strings.ContainsFunc(value, unprintable) || strings.ContainsAny(value, "?#") {
			return fmt.Errorf("must be a directory with its file system, such as s3://flink/{environment}/{namespace}/checkpoints, "+
				"or one below the storage's root, such as {namespace}/checkpoints, not %s", diagnostic.Quote(value))
		}
		return placeholders(value)
	}
	u, err := url.Parse(withoutBraces.Replace(value))
	if err == nil && u.User != nil && !azureContainer(u) {
		return fmt.Errorf("must not hold a user name or password: name a Secret in the credentials of the environment")
	}
	if err != nil || u.Scheme == "" || u.Host == "" && u.Path == "" || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, unprintable) {
		return fmt.Errorf("must be a directory with its file system, such as s3://flink/{environment}/{namespace}/checkpoints, not %s",
			diagnostic.Quote(value))
	}
	return placeholders(value)
}

// azureContainer tells whether what stands before the host is the container of an Azure storage account.
func azureContainer(u *url.URL) bool {
	_, password := u.User.Password()
	return !password && slices.Contains([]string{"wasb", "wasbs", "abfs", "abfss"}, u.Scheme)
}

var placeholder = lazyregexp.New(`\{[^}]*\}?|\}`)

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
