// Package check has what the checks of all kinds share: a Checker, which collects findings about the fields of one spec, and
// checks of single values, such as names, images, directories and pod templates. It knows no kind and no feature.
package check
