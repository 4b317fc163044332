// Package podrule holds a pod against what core/v1 demands of its fields: the names, references, ranges and unions that no
// type or schema knows, and that an API server refuses a pod for when it is too late, after the old pod is gone.
//
// The rules are those of Kubernetes 1.25 to 1.37 alike. What only some versions refuse passes, but for names of environment
// variables, which versions before 1.32 bind to letters, digits and _-. as well. A field that an API server gives a default
// may be empty. Volume sources of old storage systems are only counted.
package podrule
