package format_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/review"
	"github.com/flinkustomize/flinkustomize/pkg/review/format"
)

var update = flag.Bool("update", false, "rewrite the reviewed files")

// mixed has a change of most classes.
func mixed() review.Review {
	deployment := func(namespace, name string) impact.ID {
		return impact.ID{Group: "flink.apache.org", Kind: "FlinkDeployment", Namespace: namespace, Name: name}
	}
	was := deployment("streaming", "reports")
	r := review.Review{Old: "main"}
	r.Same, r.None = 12, 3
	r.Changes = []impact.Change{
		{App: "flink/old", Environment: "prod", ID: deployment("streaming", "old"), Class: impact.Delete, State: "Its HA metadata is deleted.",
			Kept: []string{"checkpoints in s3://flink/old", "savepoints in s3://flink/old"}, Loss: "FlinkDeployment old is deleted with its HA metadata."},
		{App: "flink/old", Environment: "prod", ID: impact.ID{Kind: "ServiceAccount", Namespace: "streaming", Name: "old"}, Class: impact.Delete},
		{App: "flink/statistics", Environment: "prod", ID: deployment("streaming", "statistics"), Was: &was, Class: impact.Replace,
			Causes: []impact.Cause{{Field: "metadata.name", Old: "reports", New: "statistics", Class: impact.Replace}}, Loss: "FlinkDeployment reports is deleted with its HA metadata."},
		{App: "flink/analytics", Environment: "prod", ID: deployment("streaming", "analytics"), Class: impact.RecoveryAtRisk,
			Causes: []impact.Cause{
				{Field: "spec.flinkConfiguration[high-availability.storageDir]", Old: "s3://a/ha", New: "s3://b/ha", Class: impact.RecoveryAtRisk, Reason: "job files are looked up there"},
				{Field: "spec.image", Old: "flink:1", New: "flink:2", Class: impact.Restart},
				{Field: "spec.x", New: "`a` | <b> & *c*", Class: impact.Restart},
				{Field: "spec.y", Old: "1", Class: impact.Restart},
				{Field: "spec.z", Old: "1", New: "2", Class: impact.Restart},
				{Field: "spec.zz", Old: "1", New: "2", Class: impact.Restart},
			}, Jobs: "Running jobs stop.", Users: "The web UI is down.", Loss: "HA files in s3://a/ha are left behind."},
	}
	for _, app := range []string{"analytics", "b", "c", "d", "e", "f", "g"} {
		for _, environment := range []string{"dev", "staging"} {
			r.Changes = append(r.Changes, impact.Change{App: "flink/" + app, Environment: environment, ID: impact.ID{Kind: "Service", Namespace: environment, Name: app + "-webui"},
				Class: impact.InPlace, Causes: []impact.Cause{{Field: "metadata.labels[team]", Old: "data", New: "insights", Class: impact.InPlace}}})
		}
	}
	r.Changes = append(r.Changes, impact.Change{App: "streampark/console", ID: impact.ID{Group: "apps", Kind: "Deployment", Name: "console"}, Class: impact.Create})
	r.Uncompared = []review.Uncompared{{App: "flink/hand", Environment: "prod", Reason: "resources names \"https://example.com\", which is no file"}}
	r.Acknowledged = []v1alpha1.Acknowledgement{{App: "flink/statistics", Environment: "prod", Loss: "replace FlinkDeployment streaming/reports by streaming/statistics", Reason: "its jobs have moved"}}
	return r
}

func written(t *testing.T, name string, r review.Review, options format.Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := format.Write(&out, name, r, options); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestFormatsAreAsReviewed(t *testing.T) {
	for file, test := range map[string]struct {
		format  string
		options format.Options
	}{
		"review.txt":     {format.Text, format.Options{}},
		"review-all.txt": {format.Text, format.Options{All: true}},
		"review.md":      {format.Markdown, format.Options{}},
		"review.json":    {format.JSON, format.Options{}},
	} {
		t.Run(file, func(t *testing.T) {
			golden.Text(t, "testdata/"+file, written(t, test.format, mixed(), test.options), golden.Options{Update: *update})
		})
	}
}

func TestNothing(t *testing.T) {
	none := review.Review{Old: "HEAD"}
	if got := written(t, format.Text, none, format.Options{}); got != "nothing changes against HEAD\n" {
		t.Errorf("got %q", got)
	}
	if got := written(t, format.Markdown, none, format.Options{}); got != "**Nothing changes against HEAD**\n" {
		t.Errorf("got %q", got)
	}
	var decoded struct{ Changes, Uncompared []any }
	if err := json.Unmarshal([]byte(written(t, format.JSON, none, format.Options{})), &decoded); err != nil || decoded.Changes == nil || decoded.Uncompared == nil {
		t.Errorf("got %v, %v: lists must be there", decoded, err)
	}
	if err := format.Write(&bytes.Buffer{}, "yaml", none, format.Options{}); err == nil {
		t.Error("an unknown format must be an error")
	}
}

// many is n sessions in three environments, of which no two changes are the same.
func many(n int) review.Review {
	r := review.Review{Old: "HEAD"}
	for i := range n {
		for _, environment := range []string{"dev", "prod", "staging"} {
			r.Changes = append(r.Changes, impact.Change{App: fmt.Sprint("flink/session-", i), Environment: environment, ID: impact.ID{Kind: "FlinkDeployment", Namespace: environment, Name: fmt.Sprint("session-", i)},
				Class: impact.Restart, Causes: []impact.Cause{{Field: "spec.taskManager.resource.memory", Old: fmt.Sprint(i, "m"), New: fmt.Sprint(i+1, "m"), Class: impact.Restart}},
				Jobs: "Running jobs stop and are recovered from their latest completed checkpoint.", State: "Checkpoints and HA metadata are kept."})
		}
	}
	return r
}

// TestMarkdownFitsIntoAComment: whatever changes, what stands first stays, and what is left out is counted.
func TestMarkdownFitsIntoAComment(t *testing.T) {
	for _, options := range []format.Options{{}, {All: true}} {
		got := written(t, format.Markdown, many(1000), options)
		if len(got) > format.MaxMarkdown {
			t.Errorf("got %d bytes", len(got))
		}
		if !strings.HasPrefix(got, "**3000 objects change against HEAD: 3000 restart**\n\n| | what happens |") {
			t.Errorf("got %.100q first", got)
		}
		shown := strings.Count(got, "\n- `!`")
		if want := fmt.Sprintf("\n%d more changes are left out here: `flinkustomize diff` shows all.\n", 3000-shown); !strings.HasSuffix(got, want) || shown < 100 {
			t.Errorf("%d are shown, and the end is %q, want %q", shown, got[len(got)-100:], want)
		}
		if opened, closed := strings.Count(got, "<details>"), strings.Count(got, "</details>"); opened != closed {
			t.Errorf("%d <details> are opened, and %d closed", opened, closed)
		}
	}
}

// TestTheSameOfAThousandSessionsIsOneEntry: no change buries another one.
func TestTheSameOfAThousandSessionsIsOneEntry(t *testing.T) {
	r := many(1000)
	for i := range r.Changes {
		r.Changes[i].Causes[0].Old, r.Changes[i].Causes[0].New = "1Gi", "2Gi"
	}
	got := written(t, format.Text, r, format.Options{})
	if lines := strings.Count(got, "\n"); lines > 8 || !strings.Contains(got, "3000 FlinkDeployment, flink/session-0 in dev, prod, staging; ") || !strings.Contains(got, "; and 995 more apps") {
		t.Errorf("got %d lines: %s", lines, got)
	}
}

// TestNothingInAValueActs protects those who read from what others wrote.
func TestNothingInAValueActs(t *testing.T) {
	r := mixed()
	r.Changes = r.Changes[:1]
	r.Changes[0].App = "flink/\u202eold\x1b[31m"
	r.Changes[0].Loss = "<script>alert(1)</script> @everyone | ](https://example.com)"
	for _, name := range []string{format.Text, format.Markdown} {
		got := written(t, name, r, format.Options{})
		for _, bad := range []string{"\u202e", "\x1b"} {
			if strings.Contains(got, bad) {
				t.Errorf("%s: got %q in it", name, bad)
			}
		}
		if name == format.Markdown && (strings.Contains(got, "<script>") || strings.Contains(got, " @everyone") || strings.Contains(strings.ReplaceAll(got, `\](`, ""), "](")) {
			t.Errorf("got %s", got)
		}
	}
}
