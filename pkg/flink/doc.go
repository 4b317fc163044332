// Package flink describes what depends on the version of Flink: which versions there are, which configuration options
// each one reads, under which keys and with what values.
package flink
