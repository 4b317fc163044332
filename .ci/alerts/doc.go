// Package alerts holds the alerts of the reviewed trees against Prometheus: promtool reads the rules and runs each on series with
// which it must fire, must not fire, and that are not there; each metric is one that every version which the rule is for was seen
// to report; and a Prometheus that scrapes what was recorded of Flink, the operator and Kubernetes evaluates all of them.
package alerts
