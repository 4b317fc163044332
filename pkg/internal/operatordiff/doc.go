// Package operatordiff compares two specs of a custom resource as the operator does: which fields it takes for changed,
// and what type it gives each change. What its reconciler then makes of the type is not here: see package impact.
//
// It agrees with what five releases answered on some 54,000 pairs of specs (package answers). The comparison changed
// in 1.7 (options of the autoscaler), 1.8 (nonces that are removed, what is no part of a pod template) and 1.13 (nested
// configuration) only, by the sources of all releases: so 1.8, 1.9, 1.11 and 1.12 follow 1.10, and 1.14 follows 1.15. What the CRD
// of a release does not have is passed over.
package operatordiff
