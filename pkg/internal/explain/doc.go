// Package explain looks up what goes by a name: an option of Flink or the operator, with what it is in each version; a rule;
// a field of a kind; and how Flink divides the memory of a session's processes.
//
// It knows nothing itself. Options are those of packages flink and operator, rules those of package diagnostic, and fields,
// with which options they set, those of package schema.
package explain
