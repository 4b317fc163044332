package lint

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// earlierFields are fields of a pod template that Kubernetes has no more, and the first release whose CRD has them not.
var earlierFields = map[string]operator.Release{
	"podTemplate.spec.volumes[].ephemeral.volumeClaimTemplate.spec.resources.claims": operator.MustParseRelease("1.9"),
	"podTemplate.spec.resourceClaims[].source":                                       operator.MustParseRelease("1.13"),
}

// enumFields are fields below spec for which the CRD lists the values.
var enumFields = map[string][]string{
	"mode":                 {string(v1beta1.ModeNative), string(v1beta1.ModeStandalone)},
	"job.state":            {string(v1beta1.JobStateRunning), string(v1beta1.JobStateSuspended)},
	"job.upgradeMode":      {string(v1beta1.UpgradeModeStateless), string(v1beta1.UpgradeModeSavepoint), string(v1beta1.UpgradeModeLastState)},
	"jobReference.kind":    {v1beta1.KindFlinkDeployment, v1beta1.KindFlinkSessionJob},
	"savepoint.formatType": {"CANONICAL", "NATIVE", "UNKNOWN"},
}

// structure checks an object as its API server does: fields that the CRD of the release has not are dropped without a
// word, or refused by kubectl; values of another type are refused. A null counts as nothing.
func (c *checker) structure(s *shape) {
	c.value(c.object.Content, s, nil, "")
	if !c.object.hasMetadata() {
		c.rule = diagnostic.RuleRequiredField
		c.report(diagnostic.Path{}.Child("metadata", "name"), "must be set")
	}
}

// value checks what stands at a path, of which plain is the part below spec without indexes.
func (c *checker) value(value any, s *shape, path diagnostic.Path, plain string) {
	if value == nil || s.form == anything {
		return
	}
	c.rule = diagnostic.RuleWrongType
	switch s.form {
	case mapping, podTemplate:
		m, ok := value.(map[string]any)
		if !ok {
			c.wrongType(value, mapping, path)
			return
		}
		if s.form == podTemplate {
			c.laterPodFields(m, path)
		}
		c.entries(m, s, path, plain)
	case list:
		elements, ok := value.([]any)
		if !ok {
			c.wrongType(value, list, path)
			return
		}
		for i, element := range elements {
			c.value(element, s.of, path.Index(i), plain+"[]")
		}
	case optionMap:
		c.configurationValues(value, path)
	default:
		if !s.form.has(value) {
			c.wrongType(value, s.form, path)
		} else if words, ok := enumFields[plain]; ok && !slices.Contains(words, value.(string)) {
			c.rule = diagnostic.RuleInvalidValue
			c.report(path, "%s", diagnostic.OneOf(value.(string), words))
		}
	}
}

func (c *checker) entries(m map[string]any, s *shape, path diagnostic.Path, plain string) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		below := s.of
		if s.fields != nil {
			below = s.fields[name]
		}
		at, child := path.Child(name), plainChild(path, plain, name)
		if len(path) == 0 && name == "status" { // what a cluster writes
			continue
		}
		if below == nil && c.hasEarlierField(child) {
			continue
		}
		if below == nil {
			c.unknownField(name, s, at)
			continue
		}
		if since, missing := c.release.MissingField(child); missing && m[name] != nil {
			c.rule = diagnostic.RuleUnsupportedVersion
			c.report(at, "operator release %s does not have this field, and the API server drops it%s", c.release, cameWith(since))
			continue
		}
		c.value(m[name], below, at, child)
	}
}

// plainChild is the path of an entry below spec; empty outside of it. The template of a blue and a green cluster has a
// spec of its own.
func plainChild(path diagnostic.Path, plain, name string) string {
	switch {
	case len(path) == 0, plain == "template" && name == "spec":
		return ""
	case plain == "":
		return name
	}
	return plain + "." + name
}

// hasEarlierField reports whether the release has a field that Kubernetes has no more.
func (c *checker) hasEarlierField(plain string) bool {
	for field, until := range earlierFields {
		if strings.HasSuffix(plain, field) && c.release.Compare(until) < 0 {
			return true
		}
	}
	return false
}

func cameWith(since operator.Release) string {
	if (since == operator.Release{}) {
		return "; no release up to " + operator.Latest().String() + " has it"
	}
	return "; it came with " + since.String()
}

func (c *checker) unknownField(name string, s *shape, path diagnostic.Path) {
	c.rule = diagnostic.RuleUnknownField
	hint := ""
	if near := diagnostic.Suggest(name, s.names); near != "" {
		hint = ": did you mean " + diagnostic.Quote(near) + "?"
	}
	c.report(path, "is an unknown field, which the API server drops or refuses%s", hint)
}

// laterPodFields are those of a pod template that the CRD, which has the pod of its day, does not have.
func (c *checker) laterPodFields(template map[string]any, path diagnostic.Path) {
	c.rule = diagnostic.RuleUnsupportedVersion
	for _, missing := range c.release.MissingPodFields(template) {
		at := append(path[:len(path):len(path)], missing.Path...)
		c.report(at, "operator release %s does not have this field, and the API server drops it%s", c.release, cameWith(missing.Since))
	}
}

// configurationValues: up to 1.12 a CRD takes strings only.
func (c *checker) configurationValues(value any, path diagnostic.Path) {
	m, ok := value.(map[string]any)
	if !ok {
		c.wrongType(value, mapping, path)
		return
	}
	if c.release.NestedConfiguration() {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(m)) {
		switch child := m[key].(type) {
		case nil, string:
		case map[string]any, []any:
			c.report(path.Child(key), "must be a string, not %s, with operator release %s: nested options came with 1.13; write each with its whole key", formOf(child), c.release)
		default:
			c.wrongType(child, text, path.Child(key))
		}
	}
}

func (c *checker) wrongType(value any, want form, path diagnostic.Path) {
	c.rule = diagnostic.RuleWrongType
	hint := ""
	switch value.(type) {
	case string, map[string]any, []any:
	default:
		if want == text {
			hint = ": put it in quotes"
		}
	}
	if s, ok := value.(string); ok && (want == number || want == integer || want == boolean) && json.Valid([]byte(s)) {
		hint = ": write it without quotes"
	}
	c.report(path, "must be %s, not %s%s", want, formOf(value), hint)
}

// formOf says what a value is.
func formOf(value any) string {
	if _, ok := wholeNumber(value); ok {
		return "a number"
	}
	switch value.(type) {
	case map[string]any:
		return "a mapping"
	case []any:
		return "a list"
	case string:
		return "a string"
	case bool:
		return "a boolean"
	case float64:
		return "a fraction"
	}
	return "a number"
}

// has reports whether a scalar is of the form.
func (f form) has(value any) bool {
	switch v := value.(type) {
	case string:
		return f == text || f == intOrText
	case bool:
		return f == boolean
	case float64:
		return f == number || (f == integer || f == intOrText) && v == math.Trunc(v)
	case json.Number:
		return f == number || (f == integer || f == intOrText) && !strings.ContainsAny(v.String(), ".eE")
	case int64, int:
		return f == number || f == integer || f == intOrText
	}
	return false
}
