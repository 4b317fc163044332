package lint

import "github.com/flinkustomize/flinkustomize/pkg/diagnostic"

// ParseWaiver reads the rule of a waiver of a custom resource, which any rule may be, and the reason, which must be there.
// The error says what must hold.
func ParseWaiver(text string) (diagnostic.Rule, error) { return parseWaiver(text) }
