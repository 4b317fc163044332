package format_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
)

var findings = diagnostic.Findings{
	diagnostic.Finding{
		Position: diagnostic.Position{File: "flink/a, b.yaml", Line: 9, Column: 28},
		Path:     diagnostic.Path{}.Child("spec", "highAvailability", "mode"),
		Message:  "must be one of 100%\nor less",
	}.Under(diagnostic.RuleHighAvailability),
	diagnostic.Finding{Subject: "StreamPark console", Environment: "prod", Message: "FlinkSession a is not registered"}.Under(diagnostic.RuleUnregisteredSession),
}

func written(t *testing.T, name string) string {
	t.Helper()
	var out bytes.Buffer
	if err := format.Write(&out, name, findings); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTextNamesTheRule(t *testing.T) {
	const want = "StreamPark console: warning: environment prod: FlinkSession a is not registered [unregistered-session]\n" +
		"flink/a, b.yaml:9:28: spec.highAvailability.mode: must be one of 100%\nor less [high-availability]\n"
	if got := written(t, format.Text); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestGitHubAnnotatesTheLine(t *testing.T) {
	const want = "::warning title=unregistered-session::StreamPark console: environment prod: FlinkSession a is not registered\n" +
		"::error file=flink/a%2C b.yaml,line=9,col=28,title=high-availability::spec.highAvailability.mode: must be one of 100%25%0Aor less\n"
	if got := written(t, format.GitHub); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestJSONHasEachPartInAFieldOfItsOwn(t *testing.T) {
	var got struct {
		Errors, Warnings int
		Findings         []map[string]any
	}
	if err := json.Unmarshal([]byte(written(t, format.JSON)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Errors != 1 || got.Warnings != 1 || len(got.Findings) != 2 {
		t.Fatalf("got %+v", got)
	}
	for field, want := range map[string]any{"rule": "high-availability", "severity": "error", "file": "flink/a, b.yaml", "line": 9., "column": 28.,
		"field": "spec.highAvailability.mode", "remedy": diagnostic.RuleHighAvailability.Remedy()} {
		if got := got.Findings[1][field]; got != want {
			t.Errorf("%s is %v, want %v", field, got, want)
		}
	}
	if got.Findings[0]["environment"] != "prod" || got.Findings[0]["subject"] != "StreamPark console" {
		t.Errorf("got %v", got.Findings[0])
	}
}

// That the log fits the schema of SARIF is tested in a module of its own.
func TestSARIFPointsAtTheFile(t *testing.T) {
	text := written(t, format.SARIF)
	for _, want := range []string{`"uri": "flink/a,%20b.yaml"`, `"startLine": 9`, `"ruleId": "high-availability"`, `"ruleIndex": 1`, `"level": "warning"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s must be in %s", want, text)
		}
	}
}

func TestNoFindingsAreAnEmptyListAndNotNull(t *testing.T) {
	for _, name := range []string{format.JSON, format.SARIF} {
		var out bytes.Buffer
		if err := format.Write(&out, name, nil); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "null") {
			t.Errorf("%s: %s", name, &out)
		}
	}
}
