// Package podtemplate lays a user's pod template over what is emitted for a pod, by the rules of Kubernetes' strategic
// merge, and refuses one that contradicts what is needed.
package podtemplate
