// Package flink describes what depends on the version of Flink: which versions there are, which configuration options
// each one reads, under which keys and with what values.
//
// What it knows of options is a catalog, options.tsv, which a program reads from the jars that Flink releases: see
// [Describe]. Of a version whose jar was not to be had nothing is known, and what is not known is never refused. The
// catalog is read when it is first needed.
package flink
