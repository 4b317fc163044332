// Package resolve says which target sees which values: it lays the levels of precedence over one another, for the
// base of a spec and for each of its environments, and remembers where every value stands.
//
// The levels are, the later ones winning: defaults, the preset, the named Environment, the settings inline in the spec
// (spec.environment), the spec itself, what differs in one environment (spec.environments[e]).
package resolve
