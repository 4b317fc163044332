// Package dashboard holds the dashboards for Grafana, fills in what is an environment's own (names, namespaces and
// addresses), and renders the objects that deliver them. The dashboards are built by .ci/dashboards, which go generate runs.
package dashboard

//go:generate go run -C ../../../.ci/dashboards . ../../pkg/internal/dashboard/template
