// Package environment checks an Environment, and the settings that a spec states inline. The settings for a
// feature of clusters are checked by package cluster.
package environment
