package podrule

import (
	"fmt"
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
	var root *place
	c.metadata(&template.ObjectMeta, root.Child("metadata"))
	c.pod(&template.Spec, root.Child("spec"), controller)
	return c.found
}

type checker struct {
	found []Violation

	spec *corev1.PodSpec
}

func (c *checker) add(at *place, format string, args ...any) {
	c.found = append(c.found, Violation{at.path(), fmt.Sprintf(format, args...)})
}

// name refuses what one of apimachinery's rules of names does, or nothing at all.
func (c *checker) name(at *place, value string, rule func(string) []string, what string) {
	if value == "" {
		c.add(at, "must be set")
		return
	}
	if !plain(value, longestName) && len(rule(value)) > 0 {
		c.add(at, "must be %s, not %s", what, diagnostic.Quote(value))
	}
}

// longestName and longestPort bound in bytes what plain takes for a name and for the name of a port.
const (
	longestName = validation.DNS1123LabelMaxLength
	longestPort = 15
)

// IsPlainName reports whether a value is a name by all of apimachinery's rules, as most are; others may be one by some of them.
func IsPlainName(value string) bool { return plain(value, longestName) }

// plain reports whether a value is a name by all of apimachinery's rules, as most are: lower-case letters, digits and single
// hyphens, from a letter to a letter or digit. The rules themselves are regular expressions, which take their time.
func plain(value string, longest int) bool {
	last := byte('-')
	for i := range len(value) {
		c := value[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9' && i > 0, c == '-' && last != '-':
			last = c
		default:
			return false
		}
	}
	return last != '-' && len(value) <= longest
}

// word is plain for the names of variables and the keys of data, which nearly all are letters, digits and underscores.
func word(value string) bool {
	for i := range len(value) {
		c := value[i]
		if !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c >= '0' && c <= '9' && i > 0) {
			return false
		}
	}
	return value != "" && len(value) <= longestName
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

func (c *checker) label(at *place, value string) {
	c.name(at, value, validation.IsDNS1123Label, aLabel)
}

func (c *checker) subdomain(at *place, value string) {
	c.name(at, value, validation.IsDNS1123Subdomain, aSubdomain)
}

// optionalSubdomain is a name that may be missing.
func (c *checker) optionalSubdomain(at *place, value string) {
	if value != "" {
		c.subdomain(at, value)
	}
}

func (c *checker) qualified(at *place, value string) {
	if value != corev1.LabelHostname {
		c.name(at, value, validation.IsQualifiedName, aKey)
	}
}

// oneOf refuses a value that is not among some; none is left to the API server's default.
func (c *checker) oneOf(at *place, value string, allowed ...string) {
	if value != "" && !slices.Contains(allowed, value) {
		c.add(at, "%s", diagnostic.OneOf(value, allowed))
	}
}

func (c *checker) atLeast(at *place, value int64, least int64) {
	if value < least {
		c.add(at, "must be at least %d, not %d", least, value)
	}
}

// member is one of the fields of a union, and whether it is set.
type member struct {
	name  string
	isSet bool
}

// exactlyOne refuses a union with no member or several. They come in the order of their names.
func (c *checker) exactlyOne(at *place, members ...member) {
	count := 0
	for _, m := range members {
		if m.isSet {
			count++
		}
	}
	if count == 1 {
		return
	}
	var all, set []string
	for _, m := range members {
		name := strings.Clone(m.name) // which shares nothing with the members, so that they stay on the stack
		if all = append(all, name); m.isSet {
			set = append(set, name)
		}
	}
	if count == 0 {
		c.add(at, "must have one of %s", strings.Join(all, ", "))
		return
	}
	c.add(at, "must have one of %s, not both %s", strings.Join(all, ", "), strings.Join(set, " and "))
}

// usual is more keys than most maps have. A list of a constant size is on the stack of the function that goes through it.
const usual = 8

// sorted are the keys of a map in their order, put into an empty list: findings come in that of the fields.
func sorted[K ~string, V any](keys []K, of map[K]V) []K {
	for key := range of {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// annotationsMost is how many bytes the annotations of one object may have together.
const annotationsMost = 256 << 10

func (c *checker) metadata(meta *metav1.ObjectMeta, at *place) {
	c.labels(meta.Labels, at.Child("labels"))
	size := 0
	for _, key := range sorted(make([]string, 0, usual), meta.Annotations) {
		size += len(key) + len(meta.Annotations[key])
		c.name(at.Child("annotations", key), strings.ToLower(key), validation.IsQualifiedName, aKey)
	}
	if size > annotationsMost {
		c.add(at.Child("annotations"), "must have at most %d bytes together, not %d", annotationsMost, size)
	}
}

func (c *checker) labels(labels map[string]string, at *place) {
	for _, key := range sorted(make([]string, 0, usual), labels) {
		c.name(at.Child(key), key, validation.IsQualifiedName, aKey)
		if value := labels[key]; !plain(value, longestName) && len(validation.IsValidLabelValue(value)) > 0 {
			c.add(at.Child(key), "must be %s, not %s", aValue, diagnostic.Quote(value))
		}
	}
}
