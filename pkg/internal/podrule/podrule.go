package podrule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Violation is a field that an API server refuses.
type Violation struct {
	// Path of the field in the pod, from metadata or spec on.
	Path diagnostic.Path

	// Message says what must hold of it.
	Message string
}

// Error is the path and the message.
func (v Violation) Error() string { return v.Path.String() + ": " + v.Message }

// Controller is what makes a pod, and so what more is demanded of it.
type Controller int

const (
	Bare       Controller = iota // nothing that demands more
	Deployment                   // a Deployment, whose pods always restart
)

// Check finds all that an API server refuses a pod for, in order of its fields.
func Check(template *corev1.PodTemplateSpec, controller Controller) []Violation {
	c := &checker{}
	c.metadata(&template.ObjectMeta, diagnostic.Path{}.Child("metadata"))
	c.pod(&template.Spec, diagnostic.Path{}.Child("spec"), controller)
	return c.found
}

type checker struct {
	found []Violation

	spec    *corev1.PodSpec
	volumes map[string]bool // that containers may mount
}

func (c *checker) add(at diagnostic.Path, format string, args ...any) {
	c.found = append(c.found, Violation{at, fmt.Sprintf(format, args...)})
}

// name refuses what one of apimachinery's rules of names does, or nothing at all.
func (c *checker) name(at diagnostic.Path, value string, rule func(string) []string, what string) {
	if value == "" {
		c.add(at, "must be set")
		return
	}
	if len(rule(value)) > 0 {
		c.add(at, "must be %s, not %s", what, diagnostic.Quote(value))
	}
}

const (
	aLabel     = "at most 63 lower-case letters, digits and hyphens, with a letter or digit first and last"
	aSubdomain = "at most 253 lower-case letters, digits, hyphens and dots, with a letter or digit first and last"
	aKey       = "a name of at most 63 letters, digits and -_., with a prefix of a domain and a slash or without"
	aValue     = "at most 63 letters, digits and -_., with a letter or digit first and last"
	aPortName  = "at most 15 lower-case letters, digits and single hyphens, with at least one letter"
	aVariable  = "letters, digits and _-., without a digit first"
	aDataKey   = "at most 253 letters, digits and -_."
)

func (c *checker) label(at diagnostic.Path, value string) {
	c.name(at, value, validation.IsDNS1123Label, aLabel)
}

func (c *checker) subdomain(at diagnostic.Path, value string) {
	c.name(at, value, validation.IsDNS1123Subdomain, aSubdomain)
}

// optionalSubdomain is a name that may be missing.
func (c *checker) optionalSubdomain(at diagnostic.Path, value string) {
	if value != "" {
		c.subdomain(at, value)
	}
}

func (c *checker) qualified(at diagnostic.Path, value string) {
	c.name(at, value, validation.IsQualifiedName, aKey)
}

// oneOf refuses a value that is not among some; none is left to the API server's default.
func (c *checker) oneOf(at diagnostic.Path, value string, allowed ...string) {
	if value != "" && !slices.Contains(allowed, value) {
		c.add(at, "%s", diagnostic.OneOf(value, allowed))
	}
}

func (c *checker) atLeast(at diagnostic.Path, value int64, least int64) {
	if value < least {
		c.add(at, "must be at least %d, not %d", least, value)
	}
}

// exactlyOne refuses a union with no member or several.
func (c *checker) exactlyOne(at diagnostic.Path, members map[string]bool) {
	var set []string
	all := slices.Sorted(maps.Keys(members))
	for _, name := range all {
		if members[name] {
			set = append(set, name)
		}
	}
	switch {
	case len(set) == 0:
		c.add(at, "must have one of %s", strings.Join(all, ", "))
	case len(set) > 1:
		c.add(at, "must have one of %s, not both %s", strings.Join(all, ", "), strings.Join(set, " and "))
	}
}

// annotationsMost is how many bytes the annotations of one object may have together.
const annotationsMost = 256 << 10

func (c *checker) metadata(meta *metav1.ObjectMeta, at diagnostic.Path) {
	c.labels(meta.Labels, at.Child("labels"))
	size := 0
	for _, key := range slices.Sorted(maps.Keys(meta.Annotations)) {
		size += len(key) + len(meta.Annotations[key])
		c.name(at.Child("annotations", key), strings.ToLower(key), validation.IsQualifiedName, aKey)
	}
	if size > annotationsMost {
		c.add(at.Child("annotations"), "must have at most %d bytes together, not %d", annotationsMost, size)
	}
}

func (c *checker) labels(labels map[string]string, at diagnostic.Path) {
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		c.name(at.Child(key), key, validation.IsQualifiedName, aKey)
		if len(validation.IsValidLabelValue(labels[key])) > 0 {
			c.add(at.Child(key), "must be %s, not %s", aValue, diagnostic.Quote(labels[key]))
		}
	}
}
