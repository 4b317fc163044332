// Package console makes the typed objects of a StreamPark, one file a part of it: the pod and what goes into it, the
// configuration, the database and its schema, the registration of Flink sessions, and the ways in.
package console
