package lint

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// checker is one object that is being checked.
type checker struct {
	object  Object
	release operator.Release
	flink   flink.Version // of the cluster's image; zero while it is not known

	at   diagnostic.Path // of spec
	spec map[string]any

	configuration configuration  // of spec.flinkConfiguration
	effective     configuration  // what the operator's checks read: with the cluster's own for a session job
	cluster       *Object        // of a session job, where it is known
	otherClusters []string       // beside a session job whose own is not known
	last          map[string]any // the spec that the cluster runs by the status; nil for a new object

	rule   diagnostic.Rule
	found  diagnostic.Findings
	broken map[string]bool // the paths about which there is an error
}

func newChecker(t Target, o Object) *checker {
	c := &checker{object: o, release: t.Operator, flink: t.Flink, at: diagnostic.Path{}.Child("spec")}
	c.spec, _ = at(o.Content, "spec").(map[string]any)
	return c
}

// report adds a finding about the value at a path of the object.
func (c *checker) report(path diagnostic.Path, format string, args ...any) {
	f := c.finding(path, fmt.Sprintf(format, args...)).Under(c.rule)
	c.found = append(c.found, f)
	if f.Severity == diagnostic.SeverityError {
		if c.broken == nil {
			c.broken = map[string]bool{}
		}
		c.broken[path.String()] = true
	}
}

// finding is one about the value at a path of the object.
func (c *checker) finding(path diagnostic.Path, message string) diagnostic.Finding {
	f := diagnostic.Finding{Subject: c.object.String(), Path: path, Message: message}
	if c.object.Locate != nil {
		f.Position = c.object.Locate(path)
	}
	return f
}

// hasErrorAt reports whether something is wrong at a path already.
func (c *checker) hasErrorAt(path diagnostic.Path) bool { return c.broken[path.String()] }

// field is the path of a field of spec.
func (c *checker) field(names ...string) diagnostic.Path { return c.at.Child(names...) }

// get is the value of a field of spec; nil where it is not set.
func (c *checker) get(names ...string) any { return at(c.spec, names...) }

// has reports whether a field of spec is set.
func (c *checker) has(names ...string) bool { return c.get(names...) != nil }

// text is a string of spec; it reports false where it is not set, or is none.
func (c *checker) text(names ...string) (string, bool) {
	text, ok := c.get(names...).(string)
	return text, ok
}

// integer is a whole number of spec; it reports false where it is not set, or is none.
func (c *checker) integer(names ...string) (int64, bool) { return wholeNumber(c.get(names...)) }

func wholeNumber(value any) (int64, bool) {
	switch n := value.(type) {
	case int64:
		return n, true
	case int:
		return int64(n), true
	case float64:
		return int64(n), n == math.Trunc(n) && math.Abs(n) < 1<<53
	case json.Number:
		i, err := n.Int64()
		return i, err == nil
	}
	return 0, false
}

// isCanary reports whether the object is one by which the operator watches itself, which it does not check.
func (c *checker) isCanary() bool {
	return c.object.text("metadata", "labels", "flink.apache.org/canary") == "true"
}
