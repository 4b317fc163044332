package check

import (
	"fmt"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// SecretMember is a field about a Secret and its value.
type SecretMember struct{ Name, Value string }

// SecretMembers checks the name of a Secret, the first of the members, and the keys within it, where credentials are of
// type Secret; they must not be set where they are of another type.
func (c *Checker) SecretMembers(secret bool, chosen string, field diagnostic.Path, example string, members ...SecretMember) {
	for i, member := range members {
		at := field.Child(member.Name)
		switch {
		case !secret:
			c.Member(member.Value != "", at, "type "+chosen, "type Secret")
		case i == 0 && member.Value == "":
			c.AddAs(diagnostic.RuleRequiredField, at, "must be set to the name of a Secret, such as %s", example)
		case i == 0:
			c.AddErr(at, SecretName(member.Value))
		default:
			c.AddErr(at, Optional(member.Value, SecretKey))
		}
	}
}

// SecretName checks the name of a Secret. It does not repeat the value: what is no name may be the credential itself.
func SecretName(value string) error {
	if ObjectName(value) != nil {
		return fmt.Errorf("must be the name of a Secret: lower-case letters, digits, dashes and dots, such as flink-credentials; never the credential itself")
	}
	return nil
}

// SecretKey checks the name of a key in a Secret, which it does not repeat either.
func SecretKey(value string) error {
	if len(validation.IsConfigMapKey(value)) > 0 {
		return fmt.Errorf("must be the name of a key in a Secret, such as AWS_ACCESS_KEY_ID; never the credential itself")
	}
	return nil
}

// DataKey checks the name of a key in a ConfigMap.
func DataKey(value string) error {
	if len(validation.IsConfigMapKey(value)) > 0 {
		return fmt.Errorf("must be the name of a key in a ConfigMap: letters, digits, dashes, underscores and dots, such as region, not %s", diagnostic.Quote(value))
	}
	return nil
}
