package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// edit is one that people make to a file of an example's workspace; prod is the environment that is looked at.
type edit struct {
	what, example, file, old, new string
}

var edits = []edit{
	{"`metadata.labels` of a session", "quickstart", "flink/analytics.yaml", "team: data", "team: insights"},
	{"`metrics` off", "quickstart", "flink/analytics.yaml", "  metrics: {}", "  metrics: {enabled: false}"},
	{"the domain of the web UI (`ingress.domain`)", "quickstart", "environments.yaml", "apps.example.com", "flink.example.com"},
	{"a manifest of your own (`resources`) is removed", "quickstart", "flink/analytics.yaml", "  resources:\n  - network-policy.yaml\n", ""},
	{"memory or CPU of a session", "quickstart", "flink/analytics.yaml", "memory: 16Gi", "memory: 24Gi"},
	{"`flinkConfiguration`", "quickstart", "flink/analytics.yaml", "network.max: 1gb", "network.max: 2gb"},
	{"`checkpoints.interval`", "quickstart", "flink/analytics.yaml", "interval: 30s", "interval: 60s"},
	{"`image`, or `imageRegistry` of the environment", "quickstart", "environments.yaml", "registry.example.com/streaming", "mirror.example.com/streaming"},
	{"`flinkVersion` and `image`, a patch release", "quickstart", "flink/analytics.yaml", "1.20.3", "1.20.4"},
	{"`flinkVersion` and `image`, Flink 1.20 to 2.0", "quickstart", "flink/analytics.yaml", "1.20.3", "2.0.1"},
	{"the name of a Secret with credentials of S3", "quickstart", "environments.yaml", "secretName: flink-objects", "secretName: flink-objects-2"},
	{"`operatorVersion`, 1.14 to 1.15", "quickstart", "environments.yaml", `operatorVersion: "1.14"`, `operatorVersion: "1.15"`},
	{"the bucket", "quickstart", "environments.yaml", "bucket: flink-prod", "bucket: flink-main"},
	{"`highAvailability.mode`, Kubernetes to ZooKeeper", "quickstart", "flink/analytics.yaml", "mode: Kubernetes", "mode: ZooKeeper"},
	{"`highAvailability` off", "quickstart", "flink/analytics.yaml", "mode: Kubernetes", "mode: None"},
	{"the namespace", "quickstart", "environments.yaml", "namespace: streaming\n", "namespace: flink\n"},
	{"the name of a session", "quickstart", "flink/analytics.yaml", "name: analytics", "name: reports"},
	{"`parallelism` of an application with the autoscaler", "application", "orders.yaml", "parallelism: 4", "parallelism: 6"},
	{"`job.args` of an application", "application", "orders.yaml", "kafka:9092", "kafka-2:9092"},
	{"`image` of an application", "application", "orders.yaml", "orders:1.4.2", "orders:1.4.3"},
	{"the SQL script of a blue/green application", "application", "sql/payments.sql", "INSERT", "-- more\nINSERT"},
	{"memory of a StreamPark", "streampark", "console.yaml", "memory: 4Gi", "memory: 6Gi"},
}

// writeRestarts writes a row for each edit: what happens in prod, by package impact.
func writeRestarts(out *bytes.Buffer) error {
	fmt.Fprintf(out, "| what you change | classes | what happens to jobs |\n|---|---|---|\n")
	for _, e := range edits {
		before, err := targets(e, e.old)
		if err != nil {
			return fmt.Errorf("%s: %w", e.what, err)
		}
		after, err := targets(e, e.new)
		if err != nil {
			return fmt.Errorf("%s: %w", e.what, err)
		}
		classes, said := told(impact.Compare(before, after))
		fmt.Fprintf(out, "| %s | %s | %s |\n", e.what, classes, said)
	}
	fmt.Fprintln(out)
	return nil
}

// targets are those of prod in an example, in a file of which stands the text of an edit, the old one or the new one.
func targets(e edit, text string) ([]impact.Target, error) {
	dir, err := os.MkdirTemp("", "restarts")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("examples", e.example))); err != nil {
		return nil, err
	}
	file := filepath.Join(dir, filepath.FromSlash(e.file))
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	there := e.old
	if !strings.Contains(string(content), there) {
		there = e.new
	}
	if there == "" || !strings.Contains(string(content), there) {
		return nil, fmt.Errorf("%s of %s must have %q", e.file, e.example, e.old)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(content), there, text)), 0o644); err != nil {
		return nil, err
	}
	w, err := workspace.Load(dir)
	if err != nil {
		return nil, err
	}
	result, err := generate.Workspace(w)
	if err != nil {
		return nil, err
	}
	all, err := result.Targets(func(string) bool { return true })
	var prod []impact.Target
	for _, target := range all {
		if target.Environment == "prod" {
			prod = append(prod, target)
		}
	}
	return prod, err
}

// told are the classes of what changes, the worst first, with the kinds of objects, and what is said of jobs.
func told(report impact.Report) (classes, said string) {
	var parts []string
	all := impact.Classes()
	slices.Reverse(all)
	for _, class := range all {
		var kinds []string
		for _, change := range report.Changes {
			if change.Class != class || class == impact.None {
				continue
			}
			if said == "" {
				said = change.Jobs
			}
			if !slices.Contains(kinds, change.ID.Kind) {
				kinds = append(kinds, change.ID.Kind)
			}
		}
		if len(kinds) > 0 {
			parts = append(parts, fmt.Sprintf("`%s` %s", class.ID(), strings.Join(kinds, ", ")))
		}
	}
	return cmp.Or(strings.Join(parts, "; "), "`none`"), cmp.Or(said, "Jobs go on.")
}
