// Package resolve says which target sees which values: it lays the levels of precedence over one another, for the
// base of a session and for each of its environments, and remembers where every value stands.
//
// The levels are, the later ones winning: defaults, the preset, the named Environment, the facts inline in the session
// (spec.environment), the session (spec), what differs in one environment (spec.environments[e]).
package resolve
