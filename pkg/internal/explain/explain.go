package explain

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Explanation is all that goes by a name. It may be more than one thing: memory is a rule, preset is a rule and a kind.
type Explanation struct {
	Rule  *Rule  `json:"rule,omitempty"`
	Field *Field `json:"field,omitempty"`

	// Options are more than one where an option was split.
	Options []Option `json:"options,omitempty"`
}

// Of explains a name: the key of an option in any of its spellings, the id of a rule, or a kind with the path of a field, such
// as FlinkSession.spec.storage, in which upper and lower case of the kind do not matter and "Flink" may be left out. Where
// recursive, a field comes with all fields below it, else with those of the next level. The error names what is near.
func Of(name string, recursive bool) (*Explanation, error) {
	e := &Explanation{Rule: ruleOf(name), Options: optionsOf(name)}
	kind, path, isKind := kindOf(name)
	if isKind {
		field, err := fieldOf(kind, path, recursive)
		if err != nil && e.Rule == nil && e.Options == nil {
			return nil, err
		}
		e.Field = field
	}
	if e.Rule == nil && e.Options == nil && e.Field == nil {
		return nil, notFound(name)
	}
	return e, nil
}

// notFound says that there is nothing of a name, and what may have been meant.
func notFound(name string) error {
	if operator.Keeps(name) {
		return unknown(name, "is no option that a known release of the operator reads", operator.Suggest(name))
	}
	if flink.IsHandedOn(name) {
		return unknown(name, "is an option that Flink hands on, to a file system, a plugin or a catalog: what it means is not known here", flink.Suggest(name))
	}
	near := flink.Suggest(name)
	if near == "" {
		near = diagnostic.Suggest(name, words())
	}
	if near == "" {
		near = operator.Suggest(name)
	}
	if kind, rest, dotted := strings.Cut(name, "."); near == "" && dotted {
		if nearKind := diagnostic.Suggest(kind, kindNames()); nearKind != "" {
			near = nearKind + "." + rest
		}
	}
	return unknown(name, "is neither an option, nor a rule, nor a kind with a field", near)
}

func unknown(name, what, near string) error {
	message := diagnostic.Quote(name) + " " + what
	if near != "" {
		message += fmt.Sprintf(": did you mean %s?", diagnostic.Quote(near))
	}
	return fmt.Errorf("%s", message)
}

// words are the names without dots: rules and kinds.
func words() []string {
	var all []string
	for _, rule := range diagnostic.Rules() {
		all = append(all, rule.ID())
	}
	return append(all, kindNames()...)
}
