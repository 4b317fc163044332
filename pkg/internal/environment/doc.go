// Package environment checks an Environment, and the settings that a spec states inline, and makes the objects that an environment
// owns itself, once for all of its apps. The settings for a feature of clusters are checked by package cluster.
package environment
