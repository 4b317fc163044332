// Package podtemplate merges a user's pod template over the generated one, by the rules of Kubernetes' strategic merge, and
// refuses one that contradicts what is needed.
package podtemplate
