// Package schema holds the JSON Schemas (draft 2020-12) of the kinds in package v1alpha1, for editors and forms. They are
// generated from its Go types, their comments and their markers.
//
// A schema sees one document, so it cannot know what several levels of precedence set together, what an environment has,
// or what a version of Flink supports: a document that it accepts may still be refused. In four places it is stricter than
// decoding, where a hint in the editor helps: an empty string, true or false without quotes in a field with text, a unit
// of time in capitals, and a member of a union beside another type that only a later level replaces.
package schema

//go:generate go run -C ../../.ci/schema . ../../pkg/schema
