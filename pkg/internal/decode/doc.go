// Package decode reads YAML documents strictly into Go structs by their JSON
// tags, and keeps where every value stands.
//
// A field that the struct does not have, a null, a value of another type, a key
// given twice, a merge key (<<) and a tag (!!binary) are errors, and all errors
// of a document are found at once. Text keeps the form it was written in: 1.10,
// on and 012 stay that in a string field.
package decode
