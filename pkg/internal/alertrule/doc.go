// Package alertrule renders the alerts of package alert as PrometheusRules: one for an environment, with what is the same for all
// its clusters, and one beside each cluster or StreamPark, with what follows from its spec or is otherwise there.
//
// Expressions name the namespaces of their environment: environments whose clusters one Prometheus scrapes do not fire for one
// another. A cluster with a threshold or severity of its own is left out of the expression of its environment.
package alertrule
