package check

import (
	"fmt"
	"slices"
	"strings"

	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Labels checks the labels of an object, as Kubernetes does.
func (c *Checker) Labels(labels map[string]string, field diagnostic.Path) {
	for _, key := range resolve.SortedKeys(labels) {
		c.AddErr(field.Child(key), Explain(key, "a label key, such as team or example.com/team", validation.IsQualifiedName))
		c.AddErr(field.Child(key), Explain(labels[key], "a label value: at most 63 letters, digits, dashes, dots and underscores that start and end with a letter or digit, such as data", validation.IsValidLabelValue))
	}
}

// Annotations checks the annotations of an object, as Kubernetes does.
func (c *Checker) Annotations(annotations map[string]string, field diagnostic.Path) {
	size := 0
	for key, value := range annotations {
		size += len(key) + len(value)
	}
	if size > apivalidation.TotalAnnotationSizeLimitB {
		c.Add(field, "must have at most %d bytes together, not %d", apivalidation.TotalAnnotationSizeLimitB, size)
	}
	for _, key := range resolve.SortedKeys(annotations) {
		c.AddErr(field.Child(key), Explain(key, "an annotation key, such as owner or example.com/owner", AnnotationKey))
	}
}

// AnnotationKey is Kubernetes' rule of the keys of annotations.
func AnnotationKey(key string) []string { return validation.IsQualifiedName(strings.ToLower(key)) }

// Given are the values of a merged map, which has no nil entries.
func Given(values map[string]*string) map[string]string {
	if len(values) == 0 {
		return nil
	}
	plain := make(map[string]string, len(values))
	for key, value := range values {
		plain[key] = *value
	}
	return plain
}

// Optional checks a value unless it is empty.
func Optional(value string, check func(string) error) error {
	if value == "" {
		return nil
	}
	return check(value)
}

// The forms that Kubernetes' own validation has, for the schemas: a test holds them together.
var (
	namespacePattern  = lazyregexp.New(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?$`)
	objectNamePattern = lazyregexp.New(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)
	secretKeyPattern  = lazyregexp.New(`^[-._a-zA-Z0-9]+$`)
)

// NamespaceName checks the name of a namespace.
func NamespaceName(value string) error {
	return Explain(value, "a namespace: at most 63 lower-case letters, digits and dashes, such as streaming-prod", validation.IsDNS1123Label)
}

// ObjectName checks the name of an object of most kinds: a subdomain of DNS.
func ObjectName(value string) error {
	return Explain(value, "the name of an object: lower-case letters, digits, dashes and dots, such as hdfs-config", validation.IsDNS1123Subdomain)
}

// HostName checks the name of a host.
func HostName(value string) error {
	return Explain(value, "a host name: lower-case letters, digits, dashes and dots, such as apps.example.com", validation.IsDNS1123Subdomain)
}

// Explain words what one of Kubernetes' own rules of names has found as all other errors are worded.
func Explain(value, what string, rule func(string) []string) error {
	if podrule.IsPlainName(value) || len(rule(value)) == 0 {
		return nil
	}
	return fmt.Errorf("must be %s, not %s", what, diagnostic.Quote(value))
}

// ObjectNames checks a list of names of objects.
func (c *Checker) ObjectNames(names []string, field diagnostic.Path) {
	for i, name := range names {
		c.AddErr(field.Index(i), ObjectName(name))
		if slices.Contains(names[:i], name) {
			c.Add(field.Index(i), "must be named once, not %q again", name)
		}
	}
}

// WithoutNil leaves out the entries that a document removes, before it is merged.
func WithoutNil(values map[string]*string) map[string]*string {
	kept := make(map[string]*string, len(values))
	for key, value := range values {
		if value != nil {
			kept[key] = value
		}
	}
	return kept
}
