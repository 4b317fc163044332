// Package streampark is what must be known of Apache StreamPark to run it: what its releases read, where they answer, and
// which Flink they take.
package streampark
