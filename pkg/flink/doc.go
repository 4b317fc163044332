// Package flink knows what depends on the version of Flink: which versions there are, and under which key each
// version reads a configuration option.
package flink
