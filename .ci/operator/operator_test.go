// Package operator asks the Flink Kubernetes Operator itself, the release that Maven Central has, about the reviewed
// clusters and hundreds of changes of them, and holds the checks of pkg/lint against what it says. A module of its own:
// go test ./... of the project needs no Java.
package operator

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// verdict is what the operator says.
type verdict struct {
	Accepted     bool
	Stage, Error string
}

// ask has the operator judge all questions. It runs target/classpath, which run makes.
func ask(t *testing.T, all []question) []verdict {
	t.Helper()
	classpath, err := os.ReadFile("target/classpath")
	if err != nil {
		t.Fatalf("the operator must be there; .ci/operator/run fetches it: %v", err)
	}
	var in bytes.Buffer
	for _, q := range all {
		if err := json.NewEncoder(&in).Encode(q); err != nil {
			t.Fatal(err)
		}
	}
	java := exec.CommandContext(t.Context(), "java", "-Dlog4j2.configurationFile=target/classes/log4j2.properties", "-cp", "target/classes:"+strings.TrimSpace(string(classpath)), "Verdicts")
	java.Stdin = &in
	java.Stderr = os.Stderr
	out, err := java.Output()
	if err != nil {
		t.Fatal(err)
	}
	var verdicts []verdict
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		var v verdict
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("%v in %s", err, lines.Text())
		}
		verdicts = append(verdicts, v)
	}
	if len(verdicts) != len(all) {
		t.Fatalf("there must be %d verdicts, not %d", len(all), len(verdicts))
	}
	return verdicts
}

// notTheOperators are rules of what the operator does not say: an API server, Kubernetes, or the Flink of the image does.
var notTheOperators = []diagnostic.Rule{
	diagnostic.RuleUnknownField, diagnostic.RuleWrongType, diagnostic.RuleOption, diagnostic.RuleKubernetes,
}

func TestVerdictsAreTheOperators(t *testing.T) {
	release, err := operator.ParseRelease("1.7")
	if err != nil {
		t.Fatal(err)
	}
	all := questions(t)
	accepted, differences := 0, 0
	for i, v := range ask(t, all) {
		q := all[i]
		object := lint.Object{Content: q.Object}
		objects := []lint.Object{object}
		if q.Session != nil {
			objects = append(objects, lint.Object{Content: q.Session})
		}
		found := slices.DeleteFunc(lint.Check(lint.Target{Operator: release}, objects...), func(f diagnostic.Finding) bool {
			return f.Subject != object.String() || f.Severity != diagnostic.SeverityError || slices.Contains(notTheOperators, f.Rule)
		})
		if v.Accepted {
			accepted++
		}
		if v.Accepted != (len(found) == 0) {
			if differences++; differences <= 20 {
				t.Errorf("%s: the operator says %+v, and the check finds: %v", q.name, v, found)
			}
		}
	}
	if accepted < 300 || len(all)-accepted < 300 {
		t.Errorf("at least 300 each must be accepted and refused, not %d and %d", accepted, len(all)-accepted)
	}
	t.Logf("%d of %d agree, %d of them accepted", len(all)-differences, len(all), accepted)
}
