// Package streampark describes StreamPark releases: what they read, where they answer, and which Flink versions they support.
package streampark
