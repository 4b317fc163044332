package flink_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// conformance reads what Flink itself said of configurations, a row a map by the names of the columns. It stands outside
// the repository: without it a test is skipped, except where CI=true promises it.
func conformance(t *testing.T) []map[string]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "conformance", "memory.tsv"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the divisions of Flink must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the divisions of Flink are not there: %v", err)
	}
	var header []string
	var rows []map[string]string
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if header == nil {
			header = columns
			continue
		}
		row := make(map[string]string, len(header))
		for i, name := range header {
			row[name] = columns[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestMemoryIsDividedOrRefusedAsByFlinkItself(t *testing.T) {
	for _, role := range []string{"jobmanager", "taskmanager"} {
		t.Run(role, func(t *testing.T) {
			rows := 0
			for _, row := range conformance(t) {
				if row["role"] == role {
					compareDivision(t, role, row)
					rows++
				}
			}
			if rows < 172 {
				t.Errorf("%d rows are too few to be all that there are", rows)
			}
		})
	}
}

func compareDivision(t *testing.T, role string, row map[string]string) {
	t.Helper()
	version, err := flink.ParseVersion(row["flink"])
	if err != nil {
		t.Fatal(err)
	}
	configuration := map[string]string{}
	for _, option := range strings.Split(row["options"], ";") {
		if key, value, ok := strings.Cut(option, "="); ok {
			configuration[key] = value
		}
	}
	if size := row["process size"]; size != "" {
		configuration[role+".memory.process.size"] = size
	}
	parts, err := divide(role, configuration, version)
	if (err != nil) != (row["verdict"] == "refused") {
		t.Errorf("Flink %s, %v: the verdict is %v, Flink's is %s: %s", row["flink"], configuration, err, row["verdict"], row["message"])
		return
	}
	for name, size := range parts {
		if err == nil && row[name] != "" && strconv.FormatInt(int64(size), 10) != row[name] {
			t.Errorf("Flink %s, %v: %s is %d, Flink's is %s", row["flink"], configuration, name, size, row[name])
		}
	}
}

// divide gives the parts by the names of the columns.
func divide(role string, configuration map[string]string, v flink.Version) (map[string]flink.MemorySize, error) {
	if role == "jobmanager" {
		m, err := flink.DivideJobManagerMemory(0, configuration, v)
		return map[string]flink.MemorySize{
			"total process": m.TotalProcess(), "total flink": m.TotalFlink(),
			"heap": m.Heap, "off-heap": m.OffHeap, "metaspace": m.Metaspace, "overhead": m.Overhead,
		}, err
	}
	m, err := flink.DivideTaskManagerMemory(0, configuration, v)
	return map[string]flink.MemorySize{
		"total process": m.TotalProcess(), "total flink": m.TotalFlink(),
		"heap": m.FrameworkHeap + m.TaskHeap, "off-heap": m.FrameworkOffHeap + m.TaskOffHeap,
		"framework heap": m.FrameworkHeap, "task heap": m.TaskHeap, "framework off-heap": m.FrameworkOffHeap, "task off-heap": m.TaskOffHeap,
		"managed": m.Managed, "network": m.Network, "metaspace": m.Metaspace, "overhead": m.Overhead,
	}, err
}
