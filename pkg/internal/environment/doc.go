// Package environment checks an Environment, and the settings that a spec states inline. What is said for a feature of
// clusters, package cluster checks.
package environment
