package krm

import (
	"cmp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/kyaml/fn/framework"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// KindLint is the kind of functionConfig with which the function is a validator: it checks the custom resources of Flink
// among the items and changes none.
const KindLint = "FlinkLint"

// flinkLint is a document of that kind.
type flinkLint struct {
	APIVersion string            `json:"apiVersion"`
	Kind       string            `json:"kind"`
	Metadata   v1alpha1.Metadata `json:"metadata"`
	Spec       struct {
		// OperatorVersion is the release of the operator, such as 1.15; the latest unless it is set.
		OperatorVersion string `json:"operatorVersion,omitempty"`

		// FlinkVersion is the version of Flink, such as 1.20.3; that of each object unless it is set.
		FlinkVersion string `json:"flinkVersion,omitempty"`

		// Disable lists ids of rules that give no results.
		Disable []string `json:"disable,omitempty"`
	} `json:"spec,omitempty"`
}

// lintRules are those that can be disabled: all but the one by which an item is not read.
func lintRules() []diagnostic.Rule {
	return slices.DeleteFunc(lint.Rules(), func(r diagnostic.Rule) bool { return r == diagnostic.RuleYAML })
}

// linter checks items.
type linter struct {
	target   lint.Target
	disabled []diagnostic.Rule
}

// newLinter reads a FlinkLint.
func newLinter(document *decode.Document) (*linter, diagnostic.Findings) {
	var config flinkLint
	errs := document.Decode(&config)
	spec := diagnostic.Path{}.Child("spec")
	refuse := func(field diagnostic.Path, err error) {
		errs = append(errs, diagnostic.Finding{Path: field, Message: err.Error()}.Under(diagnostic.RuleInvalidValue))
	}
	l := &linter{}
	var err error
	if text := config.Spec.OperatorVersion; text != "" {
		if l.target.Operator, err = operator.ParseRelease(text); err != nil {
			refuse(spec.Child("operatorVersion"), err)
		}
	}
	if text := config.Spec.FlinkVersion; text != "" {
		if l.target.Flink, err = flink.ParseVersion(text); err != nil {
			refuse(spec.Child("flinkVersion"), err)
		}
	}
	for i, id := range config.Spec.Disable {
		rule, err := diagnostic.ParseRuleOf(id, lintRules())
		if err != nil {
			refuse(spec.Child("disable").Index(i), err)
		}
		l.disabled = append(l.disabled, rule)
	}
	return l, errs
}

// results are the findings about items.
func (l *linter) results(items []item) framework.Results {
	var found diagnostic.Findings
	var objects []lint.Object
	for i, item := range items {
		if item.group != v1beta1.GroupVersion.Group || item.isLocal() {
			continue
		}
		text, err := yaml.Marshal(item.node)
		if err != nil { // an alias of another item
			found = append(found, diagnostic.Finding{Position: diagnostic.Position{File: strconv.Itoa(i)}, Message: "must be valid YAML by itself"}.Under(diagnostic.RuleYAML))
			continue
		}
		read, errs := lint.Read(strconv.Itoa(i), text)
		objects, found = append(objects, read...), append(found, errs...)
	}
	found = append(found, lint.Check(l.target, objects...)...)
	found = slices.DeleteFunc(found, func(f diagnostic.Finding) bool { return slices.Contains(l.disabled, f.Rule) })
	var results framework.Results
	for _, f := range byItem(found) {
		i, _ := strconv.Atoi(f.File) // as they are named above
		results = append(results, itemResult(items[i], f))
	}
	return results
}

// byItem sorts findings of items that are named by their numbers.
func byItem(found diagnostic.Findings) diagnostic.Findings {
	found = found.Sorted()
	slices.SortStableFunc(found, func(a, b diagnostic.Finding) int {
		first, _ := strconv.Atoi(a.File)
		second, _ := strconv.Atoi(b.File)
		return cmp.Compare(first, second)
	})
	return found
}

// itemResult is a finding about an item as a result. Its line is that of the text that what runs the function wrote, and
// not told.
func itemResult(i item, f diagnostic.Finding) *framework.Result {
	result := &framework.Result{Severity: framework.Error, Message: f.Message, File: i.place().file(), Tags: map[string]string{ruleTag: f.Rule.ID()}}
	if f.Severity == diagnostic.SeverityWarning {
		result.Severity = framework.Warning
	}
	if i.kind != "" && i.name != "" {
		result.ResourceRef = reference(i)
	}
	if len(f.Path) > 0 {
		result.Field = &framework.Field{Path: f.Path.String()}
	}
	return result
}
