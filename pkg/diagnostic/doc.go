// Package diagnostic defines findings: a Finding has a position in the user's
// file (or, for Go callers, the name of the object), the path of the field, its
// rule, a severity, and what must hold. Findings are all of a run; errors stop it,
// warnings do not. A document may waive some rules, with a reason (see
// WaiveAnnotation).
package diagnostic
