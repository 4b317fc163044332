package krm

import (
	"errors"
	"fmt"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/fn/framework"
	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// ruleTag is the tag of a result that names the rule of the finding that it is.
const ruleTag = "rule"

// result says something about the functionConfig. Its lines are those that what runs the function wrote, not the
// user's, and so are left out.
func (c config) result(severity framework.Severity, e diagnostic.Finding) *framework.Result {
	result := &framework.Result{Severity: severity, Message: e.Message, File: c.place.file()}
	if c.name != "" {
		result.ResourceRef = &yaml.ResourceIdentifier{
			TypeMeta: yaml.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: c.kind},
			NameMeta: yaml.NameMeta{Name: c.name},
		}
	}
	if len(e.Path) > 0 {
		result.Field = &framework.Field{Path: e.Path.String()}
	}
	for _, tag := range []struct{ name, value string }{{"environment", c.settings.Name}, {"namespace", c.settings.Namespace}} {
		if tag.value == "" {
			continue
		}
		if result.Tags == nil {
			result.Tags = map[string]string{}
		}
		result.Tags[tag.name] = tag.value
	}
	return result
}

// finding is a finding as a result, with its rule as a tag.
func (c config) finding(f diagnostic.Finding) *framework.Result {
	severity := framework.Error
	if f.Severity == diagnostic.SeverityWarning {
		severity = framework.Warning
	}
	result := c.result(severity, f)
	if result.Tags == nil {
		result.Tags = map[string]string{}
	}
	result.Tags[ruleTag] = f.Rule.ID()
	return result
}

// failures are findings as results. An error that is no finding is one of flinkustomize, and is returned as such.
func (c config) failures(err error) (framework.Results, error) {
	var list diagnostic.Findings
	if !errors.As(err, &list) {
		return nil, err
	}
	var results framework.Results
	for _, e := range list.Sorted() {
		results = append(results, c.finding(e))
	}
	return results, nil
}

// file is a place in the words of a result; nil where it is not known.
func (p place) file() *framework.File {
	if p.path == "" {
		return nil
	}
	return &framework.File{Path: p.path, Index: p.index}
}

func reference(i item) *yaml.ResourceIdentifier {
	var meta yaml.TypeMeta
	if err := i.node.Decode(&meta); err != nil {
		return nil
	}
	return &yaml.ResourceIdentifier{TypeMeta: meta, NameMeta: yaml.NameMeta{Name: i.name, Namespace: i.namespace}}
}

// Message is a result on one line, for people: what it is about, and what it says. A finding has the words that the other
// commands print, with the id of its rule in the end.
func Message(result *framework.Result) string {
	var parts []string
	if result.File != nil {
		parts = append(parts, result.File.Path)
	}
	if about := result.ResourceRef; about != nil {
		parts = append(parts, about.Kind+" "+about.Name)
	}
	rule, isFinding := result.Tags[ruleTag]
	if isFinding && result.Severity != framework.Error {
		parts = append(parts, string(result.Severity))
	}
	if result.Field != nil {
		parts = append(parts, result.Field.Path)
	}
	message := strings.Join(append(parts, result.Message), ": ")
	switch {
	case isFinding:
		return fmt.Sprintf("%s [%s]", message, rule)
	case result.Severity == framework.Error:
		return message
	}
	return fmt.Sprintf("%s (%s)", message, result.Severity)
}
