package validate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// SessionName checks the name, labels and annotations of a FlinkSession.
func SessionName(metadata v1alpha1.Metadata, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &checker{errorf: errorf}
	c.addErr(path("name"), operator.ValidName(metadata.Name))
	c.labels(metadata.Labels, path("labels"))
	c.annotations(metadata.Annotations, path("annotations"))
	return c.errs
}

// EnvironmentName checks the name, labels and annotations of an Environment.
func EnvironmentName(metadata v1alpha1.Metadata, errorf func(diagnostic.Path, string, ...any) diagnostic.Finding) diagnostic.Findings {
	c := &checker{errorf: errorf}
	c.addErr(path("name"), environmentName(metadata.Name))
	c.labels(metadata.Labels, path("labels"))
	c.annotations(metadata.Annotations, path("annotations"))
	return c.errs
}

func (c *checker) labels(labels map[string]string, field diagnostic.Path) {
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		c.addErr(field.Child(key), explain(key, "a label key, such as team or example.com/team", validation.IsQualifiedName(key)))
		c.addErr(field.Child(key), explain(labels[key], "a label value: at most 63 letters, digits, dashes, dots and underscores that start and end with a letter or digit, such as data", validation.IsValidLabelValue(labels[key])))
	}
}

func (c *checker) annotations(annotations map[string]string, field diagnostic.Path) {
	size := 0
	for key, value := range annotations {
		size += len(key) + len(value)
	}
	if size > apivalidation.TotalAnnotationSizeLimitB {
		c.add(field, "must have at most %d bytes together, not %d", apivalidation.TotalAnnotationSizeLimitB, size)
	}
	for _, key := range slices.Sorted(maps.Keys(annotations)) {
		c.addErr(field.Child(key), explain(key, "an annotation key, such as owner or example.com/owner", validation.IsQualifiedName(strings.ToLower(key))))
	}
}

// given are the values of a merged map, which has no nil entries.
func given(values map[string]*string) map[string]string {
	plain := make(map[string]string, len(values))
	for key, value := range values {
		plain[key] = *value
	}
	return plain
}

// optional checks a value unless it is empty.
func optional(value string, check func(string) error) error {
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

func namespaceName(value string) error {
	return explain(value, "a namespace: at most 63 lower-case letters, digits and dashes, such as streaming-prod", validation.IsDNS1123Label(value))
}

func objectName(value string) error {
	return explain(value, "the name of an object: lower-case letters, digits, dashes and dots, such as hdfs-config", validation.IsDNS1123Subdomain(value))
}

func hostName(value string) error {
	return explain(value, "a host name: lower-case letters, digits, dashes and dots, such as apps.example.com", validation.IsDNS1123Subdomain(value))
}

// explain words what Kubernetes' own validation has found as all other errors are worded.
func explain(value, what string, findings []string) error {
	if len(findings) == 0 {
		return nil
	}
	return fmt.Errorf("must be %s, not %s", what, diagnostic.Quote(value))
}
