package report

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// TestDrawingsAreLegible tries targets of all sorts: nothing is outside of the drawing, no box hides another one, and each
// text is as short as its box.
func TestDrawingsAreLegible(t *testing.T) {
	legible(t, draw(&inventory.Target{}, nil))
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		others := random.IntN(6)
		replicas := random.IntN(6) * random.IntN(6)
		directories := pick(random, [3]string{}, [3]string{"s3://a/b/ha", "s3://a/b/checkpoints", "s3://a/b/savepoints"}, [3]string{"hdfs:///ha", "gs://" + strings.Repeat("folder/", 30), "/local"})
		target := &inventory.Target{
			Name: "analytics", Namespace: strings.Repeat("n", 63), OperatorVersion: "1.15", FlinkVersion: pick(random, "1.20.3", strings.Repeat("9", 40)), Mode: "Standalone",
			HighAvailability: pick(random, "", "None", "Kubernetes", "ZooKeeper", "com.example.a.very.long.name.of.a.class.EtcdHaServicesFactory"),
			Storage:          pick(random, "", "None", "S3", "Volume"), HighAvailabilityDir: directories[0], Checkpoints: directories[1], Savepoints: directories[2],
			Hive: "hive", Database: strings.Repeat("PostgreSQL ", random.IntN(20)), ZooKeeper: strings.Repeat("zookeeper.example.com:2181,", others),
			Processes: []inventory.Process{
				{Role: inventory.RoleJobManager, Replicas: replicas, CPU: "1.5", Memory: "2048m"},
				{Role: inventory.RoleTaskManager, Replicas: replicas, CPU: "1500m", Memory: "123456Mi", Slots: pick(random, 0, 1, 8, 21, 22, 100)},
			},
		}
		for i := range random.IntN(3) {
			target.URLs = append(target.URLs, fmt.Sprintf("https://%s.%d.example.com/", strings.Repeat("long-", 1+random.IntN(30)), i))
		}
		var registrars []*inventory.Target
		for i := range others {
			target.Uses = append(target.Uses, fmt.Sprintf("flink/session-%d", i))
			registrars = append(registrars, &inventory.Target{Name: strings.Repeat("console", 1+random.IntN(9)), StreamParkVersion: "2.1.6"})
		}
		legible(t, draw(target, registrars))
	}
}

func pick[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }

func legible(t *testing.T, d *drawing) {
	t.Helper()
	for i, b := range d.boxes {
		over := copyStep * b.copies
		if b.x < 1 || b.x+b.w+over > drawingWidth-1 || b.y-over < 1 || b.bottom() > d.height-1 || b.w <= 0 || b.h <= 0 {
			t.Fatalf("%s: outside of the drawing: %+v", d.alt, b)
		}
		for _, other := range d.boxes[:i] {
			if b.x < other.x+other.w && other.x < b.x+b.w && b.y-over < other.bottom() && other.y-copyStep*other.copies < b.bottom() {
				t.Fatalf("%s: %+v hides %+v", d.alt, b, other)
			}
		}
		legibleText(t, d, b)
	}
}

// legibleText measures the texts of a box, and that its last line is above its end.
func legibleText(t *testing.T, d *drawing, b box) {
	t.Helper()
	for _, child := range b.svg().children {
		e, ok := child.(*element)
		if !ok || e.name != "text" {
			continue
		}
		x, y, char, note := 0, 0, rowChar, false
		for _, a := range e.attributes {
			switch a.name {
			case "x":
				fmt.Sscan(a.value, &x)
			case "y":
				fmt.Sscan(a.value, &y)
			case "class":
				note = a.value == "note"
				if a.value == "title" {
					char = titleChar
				}
			}
		}
		what := string(e.children[0].(text))
		length := int(char * float64(width(what)))
		if !note && x+length > b.x+b.w-inset+1 || note && x-length < b.x+inset {
			t.Fatalf("%s: %q is longer than its box %+v", d.alt, what, b)
		}
		if y > b.bottom()-4 {
			t.Fatalf("%s: %q is below its box %+v", d.alt, what, b)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, test := range []struct {
		text string
		room int
		want string
	}{
		{"short", 5, "short"},
		{"abcdefghij", 7, "abc…hij"},
		{"abcdefghij", 6, "abc…ij"},
		{"状態状態状態", 12, "状態状態状態"},
		{"状態状態状態", 9, "状態…状態"},
		{"abcdefghij", 0, "a…j"},
		{"", 0, ""},
	} {
		if got := shorten(test.text, test.room, 1); got != test.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", test.text, test.room, got, test.want)
		}
	}
}

// TestStoresShareWhatTheyCan: three places in one folder are one store, and each other store is another one.
func TestStoresShareWhatTheyCan(t *testing.T) {
	for _, test := range []struct {
		ha, checkpoints, savepoints string
		storage                     string
		want                        string
	}{
		{"s3://b/team/ha", "s3://b/team/checkpoints", "s3://b/team/savepoints", "S3", "S3 [s3://b/team, HA metadata /ha, checkpoints /checkpoints, savepoints /savepoints]"},
		{"s3://b/ha", "s3://b/checkpoints", "", "S3", "S3 [s3://b, HA metadata /ha, checkpoints /checkpoints]"},
		{"s3://b/state", "s3://b/state", "", "S3", "S3 [s3://b, HA metadata /state, checkpoints /state]"},
		{"hdfs:///ha", "s3://b/c", "s3a://b/s", "S3", "HDFS [hdfs://, HA metadata /ha] S3 [s3://b, checkpoints /c] S3 [s3a://b, savepoints /s]"},
		{"", "file:///state/checkpoints", "", "Volume", "Volume [file:///state, checkpoints /checkpoints]"},
		{"", "/state", "", "None", "File system [, checkpoints /state]"},
		{"", "abfss://c@a.dfs.core.windows.net/x", "", "Azure", "Azure Blob Storage [abfss://c@a.dfs.core.windows.net, checkpoints /x]"},
		{"", "swift://x/y", "", "", "swift [swift://x, checkpoints /y]"},
		{"", "", "", "None", "No storage [checkpoints stay in the JobManager's memory]"},
		{"", "", "", "HDFS", "HDFS []"},
		{"", "", "", "", ""},
	} {
		var got []string
		for _, b := range stores(&inventory.Target{HighAvailabilityDir: test.ha, Checkpoints: test.checkpoints, Savepoints: test.savepoints, Storage: test.storage}) {
			lines := make([]string, len(b.rows))
			for i, r := range b.rows {
				lines[i] = strings.TrimPrefix(r.label+" "+r.text, " ")
			}
			got = append(got, fmt.Sprintf("%s [%s]", b.title, strings.Join(lines, ", ")))
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}
