package lint

import "github.com/flinkustomize/flinkustomize/pkg/diagnostic"

// Check checks the custom resources among objects that are applied together: a session job against its cluster, where
// that is among them. Other objects are passed over. The findings are sorted.
func Check(t Target, objects ...Object) diagnostic.Findings {
	return nil
}

// Rules lists the rules that findings may be of.
func Rules() []diagnostic.Rule { return nil }
