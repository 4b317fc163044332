package resolve

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// rulesOfOneValue are those that a value breaks whatever stands elsewhere in the document.
var rulesOfOneValue = []diagnostic.Rule{
	diagnostic.RuleInvalidValue, diagnostic.RuleUnknownField, diagnostic.RuleWrongType, diagnostic.RuleUnknownReference,
	diagnostic.RuleImageVersion, diagnostic.RuleDuplicateName, diagnostic.RuleCredential, diagnostic.RulePodTemplate, diagnostic.RuleFunctionConfig,
}

// WithoutFollowing implements Document. It leaves out that a value is missing, that it does not go with another one, and
// whatever is said of the place that could not be read.
func (s Source[T]) WithoutFollowing(findings diagnostic.Findings) diagnostic.Findings {
	if len(s.Undecoded) == 0 {
		return findings
	}
	return slices.DeleteFunc(slices.Clone(findings), func(f diagnostic.Finding) bool {
		if s.Document != nil {
			if _, stated, _ := s.Document.Locate(f.Path); !stated {
				return true
			}
		}
		return !slices.Contains(rulesOfOneValue, f.Rule) || slices.ContainsFunc(s.Undecoded, func(unread diagnostic.Finding) bool {
			n := min(len(f.Path), len(unread.Path))
			return f.Path[:n].Compare(unread.Path[:n]) == 0
		})
	})
}
