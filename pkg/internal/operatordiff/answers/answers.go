// Package answers reads what the operator's own classes said of pairs of specs, for tests. They stand outside the
// repository: without them a test is skipped, except where CI=true promises them.
package answers

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// Pair is two specs, and what the operator says of them.
type Pair struct {
	Kind       string         `json:"kind"`
	Mode       string         `json:"mode"` // of the cluster, or of the session of a job
	Old        map[string]any `json:"old"`
	New        map[string]any `json:"new"`
	Type       string         `json:"diffType"`
	Fields     []string       `json:"fields"`
	FieldTypes []string       `json:"fieldTypes"`
	Group      string         `json:"group"` // how the pair was made
	Note       string         `json:"note"`

	Line int `json:"-"` // of the release's file

	// Differs is set where the comparison is known to say something else.
	Differs bool `json:"-"`
}

// Releases are those of which there are answers.
func Releases() []string { return []string{"1.6", "1.7", "1.10", "1.13", "1.15"} }

//go:embed differences.txt
var differences string

// Each visits the pairs of a release, and fails the test where there are few.
func Each(t *testing.T, release string, visit func(Pair)) {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	file, err := os.Open(filepath.Join(filepath.Dir(here), "..", "..", "..", "..", "..", "shared", "conformance", "impact", release+".jsonl.gz"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's answers must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's answers are not there: %v", err)
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	known := knownDifferences(t, release)
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	line := 0
	for lines.Scan() {
		line++
		p := Pair{Line: line, Differs: known[line]}
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.UseNumber() // 4.0 and 4 are different texts
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		visit(p)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if line < 10_000 {
		t.Errorf("%d pairs, want at least 10,000", line)
	}
}

// knownDifferences are the lines of a release's file that differences.txt lists.
func knownDifferences(t *testing.T, release string) map[int]bool {
	t.Helper()
	known := map[int]bool{}
	for line := range strings.Lines(differences) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 {
			t.Fatalf("a line must have a release, a line and a reason: %q", line)
		}
		n, err := strconv.Atoi(fields[1])
		if err != nil {
			t.Fatal(err)
		}
		if fields[0] == release {
			known[n] = true
		}
	}
	return known
}
