package generate

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// Targets are the apps of some folders of the tree in their environments, with all objects as building the tree gives them.
// The folder environments has what each environment owns itself, and delivery what delivers each. The objects must not be changed.
func (r *Result) Targets(wanted func(folder string) bool) ([]impact.Target, error) {
	return r.made.Targets(wanted)
}

// Operators are the releases of the operator, by the names of the Environment documents.
func (r *Result) Operators() map[string]string { return r.made.Operators() }

// In are the folders of the apps that run in an environment.
func (r *Result) In(environment string) []string { return r.made.In(environment) }

// Finding says something of an app in an environment, by its folder in the tree: at the line of its spec that names the
// environment, which is empty for an app without named ones. It reports false for a folder that no spec asks for.
func (r *Result) Finding(folder, environment, message string) (diagnostic.Finding, bool) {
	return r.made.Errorf(folder, environment, "%s", message)
}
