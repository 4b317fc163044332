package operatordiff_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// pair is two specs, and what the operator's own comparison says of them.
type pair struct {
	Kind       string         `json:"kind"`
	Mode       string         `json:"mode"`
	Old        map[string]any `json:"old"`
	New        map[string]any `json:"new"`
	Type       string         `json:"diffType"`
	Fields     []string       `json:"fields"`
	FieldTypes []string       `json:"fieldTypes"`
	Group      string         `json:"group"`
	Note       string         `json:"note"`
}

func pairs(t *testing.T, release string) []pair {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "conformance", "impact", release+".jsonl.gz"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's comparisons must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's comparisons are not there: %v", err)
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []pair
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p pair
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.UseNumber() // 4.0 and 4 are different texts
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// knownDifferences are the lines of a release's file that testdata/differences.txt lists.
func knownDifferences(t *testing.T, release string) map[int]bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "differences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[int]bool{}
	for line := range strings.Lines(string(data)) {
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

// TestAgreesWithOperator holds the type and the fields of each change against what the operator's own classes answered.
func TestAgreesWithOperator(t *testing.T) {
	for _, name := range []string{"1.6", "1.7", "1.10", "1.13", "1.15"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			release, err := operator.ParseRelease(name)
			if err != nil {
				t.Fatal(err)
			}
			wrong, known := 0, knownDifferences(t, name)
			all := pairs(t, name)
			if len(all) < 10000 {
				t.Fatalf("%d pairs, want at least 10,000", len(all))
			}
			for i, p := range all {
				var got []operatordiff.Field
				if p.Kind == "FlinkSessionJob" {
					got = operatordiff.FlinkSessionJob(release, p.Mode == "standalone", p.Old, p.New)
				} else {
					got = operatordiff.FlinkDeployment(release, p.Old, p.New)
				}
				var want []operatordiff.Field
				for i, name := range p.Fields {
					want = append(want, operatordiff.Field{Name: name, Type: operatordiff.Type(p.FieldTypes[i])})
				}
				slices.SortFunc(want, func(a, b operatordiff.Field) int { return strings.Compare(a.Name, b.Name) })
				diff := cmp.Diff(want, got)
				strongest := string(operatordiff.Strongest(got))
				differs := diff != "" || strongest != p.Type
				switch {
				case known[i+1] && !differs:
					t.Errorf("line %d agrees now: take it out of testdata/differences.txt", i+1)
				case differs && !known[i+1]:
					if wrong++; wrong <= 10 {
						t.Errorf("line %d (%s %s %s): the operator says %s, not %s\n%s", i+1, p.Kind, p.Group, p.Note, p.Type, strongest, diff)
					}
				}
			}
			if wrong > 0 {
				t.Errorf("%d of %d pairs differ", wrong, len(all))
			}
		})
	}
}
