package lint_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// verdict is what the operator's own code said of an object.
type verdict struct {
	Object   map[string]any `json:"object"`
	Session  map[string]any `json:"session"`
	Accepted bool           `json:"accepted"`
	Error    string         `json:"error"`
	Stage    string         `json:"stage"`
}

// verdicts reads those of a release. They stand outside the repository: without them a test is skipped, except where
// CI=true promises them.
func verdicts(t *testing.T, release string) []verdict {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "conformance", "validator", release+".jsonl.gz"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's verdicts must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's verdicts are not there: %v", err)
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []verdict
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v verdict
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// notTheOperators are rules of what the operator's code, asked directly, does not say: an API server, Kubernetes, or the Flink of the image does.
var notTheOperators = []diagnostic.Rule{diagnostic.RuleUnknownField, diagnostic.RuleWrongType, diagnostic.RuleOption}

// errorsOf are the errors of an object, of what the operator itself decides.
func errorsOf(v verdict, release operator.Release) diagnostic.Findings {
	object := lint.Object{Content: v.Object}
	objects := []lint.Object{object}
	if v.Session != nil {
		objects = append(objects, lint.Object{Content: v.Session})
	}
	return slices.DeleteFunc(lint.Check(lint.Target{Operator: release}, objects...), func(f diagnostic.Finding) bool {
		return f.Subject != object.String() || f.Severity != diagnostic.SeverityError || slices.Contains(notTheOperators, f.Rule)
	})
}

var _ = regexp.MustCompile
var _ = strconv.Itoa

func TestScratch(t *testing.T) {
	for _, release := range []string{"1.7.0", "1.10.0", "1.13.0", "1.15.0"} {
		r, err := operator.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		agree := 0
		all := verdicts(t, release)
		groups := map[string][]int{}
		for i, v := range all {
			found := errorsOf(v, r)
			if (len(found) == 0) == v.Accepted {
				agree++
				continue
			}
			key := "REFUSED BY US: "
			if len(found) == 0 {
				key = "TAKEN BY US " + v.Stage + ": " + regexp.MustCompile(`\d+`).ReplaceAllString(v.Error, "N")
			} else {
				f := found[0]
				key += f.Rule.ID() + " " + f.Path.String() + " " + regexp.MustCompile(`"[^"]*"`).ReplaceAllString(f.Message, "Q")
			}
			if len(key) > 210 {
				key = key[:210]
			}
			groups[key] = append(groups[key], i)
		}
		fmt.Printf("%s: %d of %d\n", release, agree, len(all))
		var lines []string
		for key, is := range groups {
			lines = append(lines, fmt.Sprintf("%4d %s %v", len(is), key, is[:min(3, len(is))]))
		}
		slices.Sort(lines)
		slices.Reverse(lines)
		fmt.Println(strings.Join(lines, "\n"))
	}
}
