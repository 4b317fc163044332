package generate

import "github.com/flinkustomize/flinkustomize/pkg/inventory"

// Inventory lists each app in each of its environments, or once where it has none: in the order of the kinds, then of the
// files of the specs, then of the names of environments.
func (r *Result) Inventory() ([]inventory.Target, error) { return r.made.Inventory() }
