package check

import (
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Occupied are folders that the image or Flink's own mounts fill.
var Occupied = []string{
	"/bin", "/dev", "/etc", "/lib", "/opt", "/opt/flink", "/opt/flink/bin", "/opt/flink/conf", "/opt/flink/lib", "/opt/flink/log",
	"/opt/flink/opt", "/opt/flink/plugins", "/opt/flink/pod-template", "/opt/hadoop/conf", "/proc", "/sys", "/tmp", "/usr", "/var",
}

// MountPath checks a folder in a container.
func MountPath(value string) error {
	if !strings.HasPrefix(value, "/") || value == "/" || strings.ContainsFunc(value, Unprintable) || strings.Contains(value, ":") {
		return fmt.Errorf("must be an absolute path, such as /opt/hive-conf, not %q", value)
	}
	for _, part := range strings.Split(value[1:], "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("must be an absolute path without empty parts, \".\" and \"..\", not %q", value)
		}
	}
	if slices.Contains(Occupied, value) {
		return fmt.Errorf("must not be %q: a mount there would hide what Flink needs", value)
	}
	return nil
}

// IsBelowStorage means that a directory names no file system, so that it lies below the storage's root.
func IsBelowStorage(directory string) bool { return !strings.Contains(directory, ":") }

// withoutBraces puts something valid in the place of what is filled in later.
var withoutBraces = strings.NewReplacer("{", "", "}", "")

// Directory checks the template of a directory on a file system, or of one below the storage's root.
func Directory(value string) error {
	if IsBelowStorage(value) {
		if !fs.ValidPath(value) || value == "." || strings.ContainsFunc(value, Unprintable) || strings.ContainsAny(value, "?#") {
			return fmt.Errorf("must be a directory with its file system, such as s3://flink/{environment}/{namespace}/checkpoints, "+
				"or one below the storage's root, such as {namespace}/checkpoints, not %s", diagnostic.Quote(value))
		}
		return Placeholders(value)
	}
	u, err := url.Parse(withoutBraces.Replace(value))
	if err == nil && u.User != nil && !azureContainer(u) {
		return fmt.Errorf("must not hold a user name or password: name a Secret in the credentials of the environment")
	}
	if err != nil || u.Scheme == "" || u.Host == "" && u.Path == "" || u.RawQuery != "" || u.Fragment != "" ||
		strings.ContainsFunc(value, Unprintable) {
		return fmt.Errorf("must be a directory with its file system, such as s3://flink/{environment}/{namespace}/checkpoints, not %s",
			diagnostic.Quote(value))
	}
	return Placeholders(value)
}

// azureContainer reports whether what stands before the host is the container of an Azure storage account.
func azureContainer(u *url.URL) bool {
	_, password := u.User.Password()
	return !password && slices.Contains([]string{"wasb", "wasbs", "abfs", "abfss"}, u.Scheme)
}

var placeholder = lazyregexp.New(`\{[^}]*\}?|\}`)

// Placeholder is the first name in braces, or the first brace without another; empty where there is none.
func Placeholder(value string) string {
	if !strings.ContainsAny(value, "{}") { // as nearly always
		return ""
	}
	return placeholder.FindString(value)
}

// Placeholders refuses a name in braces that nothing replaces.
func Placeholders(value string) error {
	for _, name := range placeholder.FindAllString(value, -1) {
		switch name {
		case "{environment}", "{namespace}", "{name}":
		default:
			return fmt.Errorf("must not use %s: there are {environment}, {namespace} and {name}", diagnostic.Quote(name))
		}
	}
	return nil
}

// Unprintable reports whether a character is a space or cannot be printed.
func Unprintable(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }
