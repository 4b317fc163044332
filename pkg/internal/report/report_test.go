package report_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/report"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// TestPagesAreThoseThatWereReviewed holds the pages of two examples, and of a workspace that has everything, against
// testdata, which .ci/report opens in a browser.
func TestPagesAreThoseThatWereReviewed(t *testing.T) {
	pages := map[string][]byte{"everything": report.HTML(everything())}
	for _, example := range []string{"quickstart", "streampark"} {
		page, err := pageOf("../../../examples/" + example)
		if err != nil {
			t.Fatal(err)
		}
		pages[example] = page
	}
	for name, page := range pages {
		file := filepath.Join("testdata", name+".html")
		if os.Getenv(golden.UpdateEnv) == "1" {
			if err := os.WriteFile(file, page, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		reviewed, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := udiff.Unified(file, "generated", string(reviewed), string(page)); diff != "" {
			t.Errorf("%s\nreview the diff, open the page, then run go test with %s=1 to accept it", diff, golden.UpdateEnv)
		}
	}
}

// TestTheOrderOfTheInputIsOfNoConsequence: the same workspace gives the same bytes.
func TestTheOrderOfTheInputIsOfNoConsequence(t *testing.T) {
	in := everything()
	want := report.HTML(in)
	for range 10 {
		rand.Shuffle(len(in.Targets), func(i, j int) { in.Targets[i], in.Targets[j] = in.Targets[j], in.Targets[i] })
		if got := report.HTML(in); !bytes.Equal(got, want) {
			t.Fatal(udiff.Unified("first", "second", string(want), string(got)))
		}
	}
}

func TestEnvironmentsAreInTheOrderThatWasAskedFor(t *testing.T) {
	in := everything()
	columns := func(page []byte) []string {
		_, head, _ := strings.Cut(string(page), `<th scope="col">App</th>`)
		head, _, _ = strings.Cut(head, "</thead>")
		var names []string
		for _, column := range strings.Split(head, `<th scope="col">`)[1:] {
			name, _, _ := strings.Cut(column, "<")
			names = append(names, name)
		}
		return names
	}
	in.Environments = []string{"prod", "unused", "dev"}
	if got, want := columns(report.HTML(in)), []string{"prod", "dev", "no environment", "staging"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: those that were named, then the others by name", got, want)
	}
}

// TestAPageOfAThousandSessionsOpens: a page grows with its targets, and by no more than a browser takes; drawings are folded up.
func TestAPageOfAThousandSessionsOpens(t *testing.T) {
	var in report.Input
	for i := range 1000 {
		for _, environment := range []string{"dev", "staging", "prod"} {
			in.Targets = append(in.Targets, session(fmt.Sprintf("analytics-%04d", i), environment))
		}
	}
	page := report.HTML(in)
	const most = 5000 // bytes of a target
	if got := len(page) / len(in.Targets); got > most {
		t.Errorf("a target has %d bytes, of at most %d", got, most)
	}
	if bytes.Contains(page, []byte("<details open")) {
		t.Error("drawings must be folded up")
	}
	few := report.HTML(report.Input{Targets: in.Targets[:3]})
	if !bytes.Contains(few, []byte("<details open")) {
		t.Error("the drawings of a few apps must be open")
	}
}

func TestAPageIsKnownAgain(t *testing.T) {
	if page := report.HTML(report.Input{}); !report.Is(page) {
		t.Errorf("no report: %.100s", page)
	}
	for _, other := range []string{"", "<!DOCTYPE html>\n<html></html>", " " + string(report.HTML(report.Input{}))} {
		if report.Is([]byte(other)) {
			t.Errorf("a report: %.100s", other)
		}
	}
}

// TestNothingPendingIsSaid: a reader must be able to tell it from what nobody asked.
func TestNothingPendingIsSaid(t *testing.T) {
	const said = "Nothing changes in a cluster."
	in := everything()
	in.Pending = nil
	if page := string(report.HTML(in)); strings.Contains(page, said) || strings.Contains(page, "ending") {
		t.Error("there must be nothing about what is pending where nobody asked")
	}
	in.Pending = &impact.Report{Same: 10}
	if page := string(report.HTML(in)); !strings.Contains(page, said) || !strings.Contains(page, "no pending change") {
		t.Error("the page must say that nothing is pending")
	}
}

// session is one like those of the examples.
func session(name, environment string) inventory.Target {
	uri := "s3://flink-" + environment + "/" + name
	target := inventory.Target{
		Kind: "FlinkSession", Name: name, Folder: "flink/" + name, Environment: environment, Namespace: "streaming-" + environment,
		OperatorVersion: "1.15", FlinkVersion: "1.20.3", Image: "registry.example.com/streaming/flink:1.20.3-scala_2.12-java17",
		Mode: "Native", HighAvailability: "Kubernetes", Storage: "S3", StorageURI: "s3://flink-" + environment,
		HighAvailabilityDir: uri + "/ha", Checkpoints: uri + "/checkpoints", Savepoints: uri + "/savepoints",
		Processes: []inventory.Process{
			{Role: inventory.RoleJobManager, Replicas: 1, CPU: "1", Memory: "2Gi"},
			{Role: inventory.RoleTaskManager, CPU: "2", Memory: "8Gi", Slots: 4},
		},
		URLs: []string{"https://" + name + "." + environment + ".example.com/"},
	}
	target.Images = []string{target.Image}
	return target
}

// everything has all that a page can show.
func everything() report.Input {
	dev := session("analytics", "dev")
	dev.HighAvailability, dev.HighAvailabilityDir, dev.Storage = "None", "", "None"
	dev.StorageURI, dev.Checkpoints, dev.Savepoints, dev.URLs = "", "", "", nil
	staging, prod := session("analytics", "staging"), session("analytics", "prod")
	prod.FlinkVersion = "2.2.0"
	prod.Processes[0].Replicas = 2
	prod.Processes[1].Memory = "16Gi"
	prod.URLs = append(prod.URLs, "https://flink.example.com/analytics/")

	large := session("warehouse", "prod")
	large.Mode, large.HighAvailability, large.ZooKeeper = "Standalone", "ZooKeeper", "zookeeper-0:2181,zookeeper-1:2181,zookeeper-2:2181,zookeeper-3:2181,zookeeper-4:2181"
	large.HighAvailabilityDir, large.Savepoints = "hdfs:///flink/ha", "hdfs:///flink/savepoints"
	large.Checkpoints = "gs://flink-checkpoints/a-folder-with-a-long-name/and-another-one-in-it/checkpoints"
	large.Hive = "hive-metastore"
	large.Processes[1] = inventory.Process{Role: inventory.RoleTaskManager, Replicas: 12, CPU: "16", Memory: "128Gi", Slots: 32}
	large.Images = append(large.Images, "registry.example.com/streaming/log-shipper:1.4.0")

	custom := session("custom", "dev")
	custom.HighAvailability, custom.HighAvailabilityDir = "com.example.flink.EtcdHaServicesFactory", ""
	custom.Storage, custom.StorageURI, custom.Checkpoints, custom.Savepoints = "Volume", "file:///flink-state", "file:///flink-state/checkpoints", "file:///flink-state/savepoints"
	custom.URLs = []string{"http://*/custom/"}

	alone := session("alone", "")
	alone.Namespace = ""

	// What no generator gives, and a page must still be safe with.
	hostile := session("evil", "dev")
	hostile.Name = `"><script>alert(1)</script>`
	hostile.Folder = `flink/"><svg onload=alert(1)>`
	hostile.Namespace = "a]]>--><b>&amp;\u202egnp.exe\x00"
	hostile.Image = strings.Repeat("very-long-", 30)
	hostile.URLs = []string{"javascript:alert(1)"}
	hostile.Checkpoints = strings.Repeat("s3://b/状態/", 30)

	console := inventory.Target{
		Kind: "StreamPark", Name: "console", Folder: "streampark/console", Environment: "prod", Namespace: "streaming-prod", StreamParkVersion: "2.1.6",
		Image: "apache/streampark:2.1.6", Storage: "Volume", Database: "PostgreSQL postgresql.databases.svc.cluster.local:5432/streaming_console",
		Processes: []inventory.Process{{Role: inventory.RoleStreamPark, Replicas: 1, CPU: "500m", Memory: "2Gi"}},
		URLs:      []string{"https://console.example.com/"}, Images: []string{"apache/streampark:2.1.6", "postgres:17-alpine"},
		Uses: []string{"flink/a", "flink/analytics", "flink/b", "flink/c", "flink/d"},
	}
	return report.Input{
		Workspace: `everything <&"'>`, Environments: []string{"dev", "staging", "prod"},
		Targets: []inventory.Target{dev, staging, prod, large, custom, alone, hostile, console},
		Pending: pending(),
	}
}

// pending has a change of each class.
func pending() *impact.Report {
	r := &impact.Report{Same: 10, None: 2}
	for _, class := range []impact.Class{
		impact.Refused, impact.Delete, impact.Replace, impact.RecoveryAtRisk, impact.JobsLost, impact.Restart, impact.Unknown, impact.Rescale, impact.Deferred, impact.InPlace, impact.Create,
	} {
		change := impact.Change{App: "flink/analytics", Environment: "prod", Class: class,
			ID: impact.ID{Group: "flink.apache.org", Kind: "FlinkDeployment", Namespace: "streaming-prod", Name: "analytics"}}
		if class != impact.Create && class != impact.Delete {
			change.Causes = []impact.Cause{{Field: "spec.flinkConfiguration[taskmanager.memory.process.size]", Old: "2048m", New: "2g", Class: class, Reason: "the operator compares text"}}
			change.Jobs = "Jobs restart from their last checkpoint."
		}
		if class == impact.Replace {
			change.Was = &impact.ID{Group: "flink.apache.org", Kind: "FlinkDeployment", Namespace: "streaming", Name: "analytics"}
			change.State, change.Users, change.Loss = "The new session begins empty.", "The web UI has another address.", "the HA metadata of the session"
			change.Kept = []string{"checkpoints in storage", "savepoints in storage"}
		}
		r.Changes = append(r.Changes, change)
	}
	r.Changes[5].App = "flink/not-here"
	for i := range 25 {
		r.Changes = append(r.Changes, impact.Change{App: "flink/new", Environment: "dev", Class: impact.Create, ID: impact.ID{Kind: "ConfigMap", Namespace: "streaming-dev", Name: fmt.Sprintf("configuration-%02d", i)}})
	}
	for i := range 40 {
		r.Changes[3].Causes = append(r.Changes[3].Causes, impact.Cause{Field: fmt.Sprintf("spec.podTemplate.spec.containers[flink-main-container].env[VARIABLE_%02d].value", i), New: "<b>", Class: impact.Restart})
	}
	return r
}

// TestWhatHasNoProcessesIsNotDrawn: a job of a session has no pods of its own.
func TestWhatHasNoProcessesIsNotDrawn(t *testing.T) {
	job := inventory.Target{Kind: "FlinkSessionJob", Name: "orders", Folder: "jobs/orders", Session: "analytics", UpgradeMode: "Savepoint"}
	page := string(report.HTML(report.Input{Workspace: "jobs", Targets: []inventory.Target{job}}))
	if strings.Contains(page, "<svg") || !strings.Contains(page, "analytics") || !strings.Contains(page, "Savepoint") {
		t.Error("there must be the session and the upgrade mode, and no drawing")
	}
}
