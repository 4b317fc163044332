// Package operator describes what each release of the Flink Kubernetes Operator accepts: Flink versions, options, names, memory sizes,
// and configuration that its admission refuses or its typed fields override.
//
// It is knowledge only, of the releases up to Latest: nothing here reads a cluster. Errors say what must hold and quote the value;
// the caller puts the place of the value in front.
package operator
