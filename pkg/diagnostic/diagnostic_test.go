package diagnostic_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

var root diagnostic.Path

func TestPathString(t *testing.T) {
	for want, path := range map[string]diagnostic.Path{
		"":                        root,
		"spec.taskManager.memory": root.Child("spec", "taskManager", "memory"),
		"spec.flinkConfiguration[taskmanager.memory.network.max]": root.Child("spec", "flinkConfiguration", "taskmanager.memory.network.max"),
		"labels[example.com/team].x":                              root.Child("labels", "example.com/team", "x"),
		"spec.resources[0]":                                       root.Child("spec", "resources").Index(0),
		"a[1][2].b":                                               root.Child("a").Index(1).Index(2).Child("b"),
		"a[].b":                                                   root.Child("a", "", "b"),
		"a[x[0]]":                                                 root.Child("a", "x[0]"),
		`a["b\nc"]`:                                               root.Child("a", "b\nc"),
		`a["\x1b[0m"]`:                                            root.Child("a", "\x1b[0m"),
		"[k.k]":                                                   root.Child("k.k"),
		"zoë":                                                     root.Child("zoë"),
	} {
		if got := path.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestPathsDoNotShareMemory(t *testing.T) {
	parent := root.Child("a", "b", "c")
	first, second, third := parent.Child("x"), parent.Child("y"), parent.Index(1)
	if got := fmt.Sprint(parent, first, second, third); got != "a.b.c a.b.c.x a.b.c.y a.b.c[1]" {
		t.Error(got)
	}
}

func TestPathElements(t *testing.T) {
	path := root.Child("a").Index(3)
	name, isName := path[0].Name()
	index, isIndex := path[1].Index()
	_, notName := path[1].Name()
	_, notIndex := path[0].Index()
	if name != "a" || !isName || index != 3 || !isIndex || notName || notIndex {
		t.Errorf("got %q %v %d %v %v %v", name, isName, index, isIndex, notName, notIndex)
	}
}

func TestErrorSaysWhereAndWhat(t *testing.T) {
	path := root.Child("spec", "memory")
	at := diagnostic.Position{File: "apps/a.yaml", Line: 14, Column: 13}
	for want, e := range map[string]diagnostic.Finding{
		"apps/a.yaml:14:13: spec.memory: must be x":      {Position: at, Subject: "FlinkSession a", Path: path, Message: "must be x"},
		"apps/a.yaml:14: must be x":                      {Position: diagnostic.Position{File: "apps/a.yaml", Line: 14}, Message: "must be x"},
		"apps/a.yaml: must be x":                         {Position: diagnostic.Position{File: "apps/a.yaml", Column: 3}, Message: "must be x"},
		"FlinkSession analytics: spec.memory: must be x": {Subject: "FlinkSession analytics", Path: path, Message: "must be x"},
		"14:13: must be x":                               {Position: diagnostic.Position{Line: 14, Column: 13}, Message: "must be x"},
		"must be x":                                      {Message: "must be x"},
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got := fmt.Sprint(&e); got != want {
			t.Errorf("printed %q, want %q", got, want)
		}
	}
}

func at(file string, line, column int, path diagnostic.Path, message string) diagnostic.Finding {
	return diagnostic.Finding{Position: diagnostic.Position{File: file, Line: line, Column: column}, Path: path, Message: message}
}

func TestListIsSortedWithOneOfEach(t *testing.T) {
	items := root.Child("items")
	list := diagnostic.Findings{
		at("b", 1, 1, root, "m"),
		at("a", 10, 1, root, "m"),
		at("a", 9, 2, items.Index(10), "m"),
		at("a", 9, 2, items.Index(9), "n"),
		at("a", 9, 2, items.Index(9), "m"),
		at("a", 9, 1, items.Child("z"), "m"),
		at("a", 9, 2, items, "m"),
		at("a", 9, 2, items.Index(9), "m"),
		{Subject: "S b", Message: "m"},
		{Subject: "S a", Message: "m"},
	}
	before := fmt.Sprintf("%+v", []diagnostic.Finding(list))
	want := []string{
		"S a: m", "S b: m",
		"a:9:1: items.z: m", "a:9:2: items: m", "a:9:2: items[9]: m", "a:9:2: items[9]: n", "a:9:2: items[10]: m",
		"a:10:1: m", "b:1:1: m",
	}
	if diff := cmp.Diff(want, strings.Split(list.Error(), "\n")); diff != "" {
		t.Errorf("Error() (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, strings.Split(list.Err().Error(), "\n")); diff != "" {
		t.Errorf("Err() (-want +got):\n%s", diff)
	}
	if got := fmt.Sprintf("%+v", []diagnostic.Finding(list)); got != before {
		t.Error("the list itself was changed")
	}
}

func TestErrIsNilWithoutErrors(t *testing.T) {
	if err := (diagnostic.Findings{}).Err(); err != nil {
		t.Errorf("got %v", err)
	}
	if err := diagnostic.Findings(nil).Err(); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestErrorsAsFindsTheErrorsOfAList(t *testing.T) {
	err := fmt.Errorf("reading: %w", diagnostic.Findings{at("a", 1, 2, root, "m")}.Err())
	var list diagnostic.Findings
	var one diagnostic.Finding
	if !errors.As(err, &list) || len(list) != 1 || !errors.As(err, &one) || one.Line != 1 {
		t.Errorf("got %v and %v", list, one)
	}
}

func TestSuggest(t *testing.T) {
	modes := []string{"None", "Kubernetes", "ZooKeeper"}
	stores := []string{"S3", "HDFS", "GCS", "OSS"}
	for name, c := range map[string]struct {
		value   string
		allowed []string
		want    string
	}{
		"a letter missing":           {"Kubernets", modes, "Kubernetes"},
		"two letters swapped":        {"Kubenretes", modes, "Kubernetes"},
		"another case":               {"kubernetes", modes, "Kubernetes"},
		"another case, short":        {"s3", stores, "S3"},
		"a short one, one letter":    {"S4", stores, "S3"},
		"a short one, two letters":   {"GSS2", stores, ""},
		"nothing alike":              {"Consul", modes, ""},
		"every letter another":       {"x", []string{"y"}, ""},
		"empty":                      {"", stores, ""},
		"nothing allowed":            {"S3", nil, ""},
		"the first of equally near":  {"memori", []string{"memora", "memory"}, "memora"},
		"the nearest, not the first": {"replicas", []string{"replixxs", "replicass"}, "replicass"},
		"far longer":                 {strings.Repeat("Kubernetes", 1000), modes, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := diagnostic.Suggest(c.value, c.allowed); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestOneOf(t *testing.T) {
	modes := []string{"None", "Kubernetes", "ZooKeeper"}
	for want, got := range map[string]string{
		`must be one of None, Kubernetes, ZooKeeper, not "Kubernets": did you mean "Kubernetes"?`: diagnostic.OneOf("Kubernets", modes),
		`must be one of None, Kubernetes, ZooKeeper, not "x"`:                                     diagnostic.OneOf("x", modes),
		`must be one of None, Kubernetes, ZooKeeper, not ""`:                                      diagnostic.OneOf("", modes),
		`must be FlinkSession, not "FlinkSesion": did you mean "FlinkSession"?`:                   diagnostic.OneOf("FlinkSesion", []string{"FlinkSession"}),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestQuoteKeepsAValueOnOneShortLine(t *testing.T) {
	for value, want := range map[string]string{
		"a":                           `"a"`,
		"a\nb\x1b":                    `"a\nb\x1b"`,
		strings.Repeat("a", 80):       `"` + strings.Repeat("a", 80) + `"`,
		strings.Repeat("a", 81):       `"` + strings.Repeat("a", 80) + `..."`,
		strings.Repeat("é", 60):       `"` + strings.Repeat("é", 40) + `..."`,
		"a" + strings.Repeat("é", 60): `"a` + strings.Repeat("é", 39) + `..."`,
	} {
		if got := diagnostic.Quote(value); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestFindingsShowNeitherControlsNorCredentials(t *testing.T) {
	f := diagnostic.Finding{
		Position: diagnostic.Position{File: "flink/a\n\x1b[2K.yaml", Line: 1},
		Message:  "must be host:port, not \"flink:hunter2@zookeeper\" or https://flink:hunter2@host\u202e",
	}
	want := `flink/a\n\x1b[2K.yaml:1: must be host:port, not "***@zookeeper" or https://***@host\u202e`
	if got := f.Error(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := (diagnostic.Findings{f}).Sorted()[0].Message; strings.Contains(got, "hunter2") {
		t.Errorf("the message of a sorted finding holds a credential: %s", got)
	}
	for value, want := range map[string]string{
		"hdfs://flink:hunter2@namenode": `"hdfs://***@namenode"`,
		"--password=hunter2":            `"***"`,
		"a\u202eb\u3164":                `"a\u202eb\u3164"`,
	} {
		if got := diagnostic.Quote(value); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestReasonLeavesOutTheSystemCall(t *testing.T) {
	_, err := os.Stat(t.TempDir() + "/none")
	if got := diagnostic.Reason(fmt.Errorf("reading: %w", err)); got != "no such file or directory" {
		t.Error(got)
	}
	if got := diagnostic.Reason(errors.New("other")); got != "other" {
		t.Error(got)
	}
}

func TestWhatAllEnvironmentsBreakIsSaidOnce(t *testing.T) {
	of := func(environment, message string) diagnostic.Finding {
		return diagnostic.Finding{Environment: environment, Message: message}
	}
	for want, l := range map[string]diagnostic.Findings{
		"all":                         {of("dev", "all"), of("prod", "all")},
		"base":                        {of("prod", "base"), of("", "base")},
		"environment prod: prod only": {of("prod", "prod only"), of("prod", "prod only")},
	} {
		if got := l.AcrossEnvironments(2).Error(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := (diagnostic.Findings{of("prod", "m")}).AcrossEnvironments(1).Error(); got != "environment prod: m" {
		t.Errorf("of one environment alone: %s", got)
	}
}

func TestWhatIsAppendedToAPathDoesNotShowInOthers(t *testing.T) {
	for _, path := range []diagnostic.Path{diagnostic.Path{}.Child("spec"), diagnostic.Path{}.Child("spec").Index(0), diagnostic.Path{}.Child("a", "b", "c", "d", "e")} {
		one := append(path, diagnostic.NameElement("one"))
		if two := append(path, diagnostic.NameElement("two")); one.Compare(two) == 0 {
			t.Errorf("%s must not be %s", one, two)
		}
	}
}
