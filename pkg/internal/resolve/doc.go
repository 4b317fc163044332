// Package resolve determines the values of each target: it merges the levels of precedence, for the base of a spec and for
// each of its environments, and remembers where every value was set.
//
// The levels are, the later ones winning: defaults, the preset, the named Environment, the settings inline in the spec
// (spec.environment), the spec itself, what differs in one environment (spec.environments[e]).
package resolve
