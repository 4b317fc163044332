// Package check contains shared checks: a Checker, which collects findings about the fields of one spec, and checks of single
// values, such as names, images, directories and pod templates. It is independent of kinds and features.
package check
