// Package diagnostic says what is wrong with a user's input, and where: an
// Error has a position in the user's file (or, for Go callers, the name of the
// object), the path of the field, and what must hold; a List has all the errors
// of a run.
package diagnostic
