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

// compared counts the rows that a test looked at, and why it did not look at the others.
type compared struct {
	rows    int
	skipped map[string]int
}

func (c *compared) skip(why string) {
	if c.skipped == nil {
		c.skipped = map[string]int{}
	}
	c.skipped[why]++
}

func TestMemoryIsDividedOrRefusedAsByFlinkItself(t *testing.T) {
	for _, role := range []string{"jobmanager", "taskmanager"} {
		t.Run(role, func(t *testing.T) {
			var count compared
			for _, row := range conformance(t) {
				if row["role"] == role {
					compareDivision(t, role, row, &count)
				}
			}
			t.Logf("%d rows compared, skipped: %v", count.rows, count.skipped)
			if count.rows < 100 {
				t.Errorf("%d rows are too few to be all that there are", count.rows)
			}
		})
	}
}

func compareDivision(t *testing.T, role string, row map[string]string, count *compared) {
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
	processKey := role + ".memory.process.size"
	switch {
	case row["process size"] == "":
		count.skip("a process always has a size")
		return
	case configuration["jobmanager.heap.mb"] != "" || configuration["jobmanager.heap.size"] != "":
		count.skip("options of the time before jobmanager.memory")
		return
	}
	count.rows++
	err = flink.CheckOption(processKey, row["process size"], version)
	for key, value := range configuration {
		if e := flink.CheckOption(key, value, version); e != nil {
			err = e
		}
	}
	var parts map[string]flink.MemorySize
	if err == nil {
		parts, err = divide(role, sizeOf(t, row["process size"]), configuration, version)
	}
	if (err != nil) != (row["verdict"] == "refused") {
		t.Errorf("Flink %s, %s, %s: the verdict is %v, Flink's is %s: %s", row["flink"], row["process size"], row["options"], err, row["verdict"], row["message"])
		return
	}
	for name, size := range parts {
		if err == nil && strconv.FormatInt(int64(size), 10) != row[name] {
			t.Errorf("Flink %s, %s, %s: %s is %d, Flink's is %s", row["flink"], row["process size"], row["options"], name, size, row[name])
		}
	}
}

// divide gives the parts by the names of the columns.
func divide(role string, process flink.MemorySize, configuration map[string]string, v flink.Version) (map[string]flink.MemorySize, error) {
	if role == "jobmanager" {
		m, err := flink.DivideJobManagerMemory(process, configuration)
		return map[string]flink.MemorySize{"heap": m.Heap, "off-heap": m.OffHeap, "metaspace": m.Metaspace, "overhead": m.Overhead}, err
	}
	m, err := flink.DivideTaskManagerMemory(process, configuration, v)
	return map[string]flink.MemorySize{
		"framework heap": m.FrameworkHeap, "task heap": m.TaskHeap, "framework off-heap": m.FrameworkOffHeap, "task off-heap": m.TaskOffHeap,
		"managed": m.Managed, "network": m.Network, "metaspace": m.Metaspace, "overhead": m.Overhead,
	}, err
}

// sizeOf reads the sizes of the rows: a whole number with one letter, or without for bytes.
func sizeOf(t *testing.T, size string) flink.MemorySize {
	t.Helper()
	number, unit := strings.TrimRight(size, "kmg"), map[byte]flink.MemorySize{'k': 1 << 10, 'm': 1 << 20, 'g': 1 << 30}[size[len(size)-1]]
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return flink.MemorySize(n) * max(unit, 1)
}
