// Package effective says what a spec is in each of its environments, after all levels of precedence, and which level gives each
// of its values. It resolves specs and checks nothing, so that it also shows what is wrong with one.
package effective
