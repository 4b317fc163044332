// Package diagnostic is what a check has to say: a Finding has a position in the
// user's file (or, for Go callers, the name of the object), the path of the field,
// the rule that it is about, a severity, and what must hold. Findings are all of a
// run; those that are errors stop it, and warnings do not. A document may waive
// some rules, with a reason (see WaiveAnnotation).
package diagnostic
