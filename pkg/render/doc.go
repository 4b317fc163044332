// Package render turns a resolved session into typed Kubernetes objects: one file of this package a feature.
//
// A feature adds options to the configuration, pieces to the pod template, or objects of its own. What a complete
// session needs and its environment does not state is an error; a base beneath overlays leaves it out instead, and
// each overlay brings it.
package render
