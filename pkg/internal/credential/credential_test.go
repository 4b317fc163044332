package credential_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/internal/credential"
)

// corpus is testdata/corpus.yaml.
type corpus struct {
	Found, Passed [][]any
}

func readCorpus(tb testing.TB) corpus {
	tb.Helper()
	content, err := os.ReadFile("testdata/corpus.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	var c corpus
	if err := yaml.Unmarshal([]byte(strings.ReplaceAll(string(content), "¦", "")), &c); err != nil {
		tb.Fatal(err)
	}
	return c
}

// tree is a case as it stands in an object.
func tree(tb testing.TB, of []any) any {
	tb.Helper()
	switch len(of) {
	case 1:
		return of[0]
	case 2:
		name, ok := of[0].(string)
		if !ok {
			tb.Fatalf("%v must begin with a name", of)
		}
		return map[string]any{name: of[1]}
	}
	tb.Fatalf("%v must be a tree, or a name and a value", of)
	return nil
}

func kinds(tree any) (kinds []string) {
	credential.Tree(tree, func(_ []credential.Step, kind string) { kinds = append(kinds, kind) })
	return kinds
}

func TestCredentialsOfTheCorpusAreFound(t *testing.T) {
	found := readCorpus(t).Found
	if len(found) < 130 {
		t.Errorf("the corpus must hold at least 130 credentials, not %d", len(found))
	}
	for _, c := range found {
		got := kinds(tree(t, c))
		if len(got) != 1 {
			t.Errorf("%q: %d findings, want 1: %q", c, len(got), got)
		}
		for _, kind := range got {
			if strings.Contains(kind, "hunter2") || kind == "" {
				t.Errorf("%q: the kind must not repeat the value: %s", c, kind)
			}
		}
	}
}

func TestWhatOnlyLooksLikeACredentialPasses(t *testing.T) {
	passed := readCorpus(t).Passed
	if len(passed) < 70 {
		t.Errorf("the corpus must hold at least 70 false alarms, not %d", len(passed))
	}
	for _, c := range passed {
		if got := kinds(tree(t, c)); len(got) > 0 {
			t.Errorf("%q must pass, and is %q", c, got)
		}
	}
}

func TestTreeSaysWhere(t *testing.T) {
	var got []string
	credential.Tree(map[string]any{
		"spec": map[string]any{"containers": []any{
			map[string]any{"name": "main", "args": []any{"--password", "hunter2"}, "env": []any{map[string]any{"name": "TOKEN", "value": "hunter2"}}},
		}},
	}, func(way []credential.Step, kind string) { got = append(got, fmt.Sprint(way, " ", kind)) })
	want := []string{
		`[{spec -1} {containers -1} { 0} {args -1} { 1}] a password ("password")`,
		`[{spec -1} {containers -1} { 0} {env -1} { 0} {value -1}] a token`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What hides a list shows all that is not reported: each of its credentials must be.
func TestTreeFindsAllCredentialsOfAList(t *testing.T) {
	var got []int
	args := []any{"--password", "hunter2", "-Ds3.secret-key=hunter2", "--verbose", "--token", "hunter2", "--url=https://flink:hunter2@host", "--secret-key", "https://flink:hunter2@host"}
	credential.Tree(args, func(way []credential.Step, _ string) { got = append(got, way[0].Index) })
	slices.Sort(got)
	if want := []int{1, 2, 5, 6, 8}; !slices.Equal(got, want) {
		t.Errorf("got credentials at %v, want %v", got, want)
	}
}

func TestMaskLeavesNoCredential(t *testing.T) {
	for text, want := range map[string]string{
		"hdfs://flink:hunter2@namenode:8020":         "hdfs://***@namenode:8020",
		"flink:hunter2@zookeeper:2181":               "***@zookeeper:2181",
		"a:2181,flink:hunter2@zookeeper:2181":        "a:2181,***@zookeeper:2181",
		"jdbc:oracle:thin:scott/hunter2@db":          "***@db",
		"hdfs://hunter2@namenode":                    "hdfs://***@namenode",
		"https://flink:hun/ter2@host":                "https://***@host",
		"https://hunter2@host":                       "https://***@host",
		"AK" + "IAIOSFODNN7EXAMPLE":                  "***",
		"--password=hunter2":                         "***",
		"streampark-admin":                           "streampark-admin",
		"flink:1.20.3-java17":                        "flink:1.20.3-java17",
		"flink/host.example.com@EXAMPLE.COM":         "flink/host.example.com@EXAMPLE.COM",
		"abfss://flink@acme.dfs.core.windows.net/ha": "abfss://flink@acme.dfs.core.windows.net/ha",
		"flink:1.20@sha256:0123456789abcdef":         "flink:1.20@sha256:0123456789abcdef",
		"":                                           "",
	} {
		if got := credential.Mask(text); got != want {
			t.Errorf("Mask(%q) = %q, want %q", text, got, want)
		}
	}
}

// texts are such as a session has.
var texts = []string{
	"taskmanager.memory.network.max", "512mb", "s3://warehouse/checkpoints/analytics", "flink:1.20.3-scala_2.12-java17", "streaming-prod",
	"-XX:+UseG1GC -XX:MaxGCPauseMillis=200", "/opt/flink/conf/log4j-console.properties", "exponential-delay", "true", "analytics",
}

func BenchmarkFind(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if kind := credential.Find(texts[i%len(texts)]); kind != "" {
			b.Fatal(kind)
		}
	}
}

// BenchmarkFindInLongText and its like show that the cost of a text grows with its length: each is a hostile one of 1 MiB.
func BenchmarkFindInLongText(b *testing.B) {
	for name, part := range map[string]string{
		"words":       "a table of the session ",
		"assignments": "token=${x}",
		"quotes":      "token=\"",
		"colons":      "password: a b\n",
		"blanks":      "token=                ",
		"names":       "token-token-token.",
		"addresses":   "a://b@c",
		"flags":       "--token --x ",
	} {
		for _, size := range []int{256 << 10, 1 << 20} {
			text := strings.Repeat(part, size/len(part))
			b.Run(fmt.Sprintf("%s/%dKiB", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					credential.Find(text)
				}
			})
		}
	}
}
