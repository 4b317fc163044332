package manifest_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	sigsyaml "sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

var hostile = []string{
	"", " ", "on", "off", "yes", "No", "Y", "n", "true", "FALSE", "null", "~", "Null", "012", "0o17", "0x1F", "0b1", "1_000", "1:30", "190:20:30.15",
	"1e3", "1E3", ".5", "5.", "+1", "-1", "-.inf", ".nan", "2024-01-01", "2001-12-14t21:59:43.10-05:00", "1.20", "1.20.3", "2Gi", "30s", "1d", "12e03", "0x1p-2",
	"- x", "-", "--", "---", "--- a", "...", "? x", "?", ":", "a:", "a: b", "a:b", "a #b", "a#b", "#c", "%x", "@x", "`x", "!!str", "!x", "&a", "*a", "|", ">", "'", "\"", "\\", "a\"b", "{}", "[]", "{a: b}", "=",
	"a\nb", "a\nb\n", "a\n\n", "a\n\nb", "\n", "\n\n", "\na", " lead\nx", "a\n lead", "a \nb", "a\n b\n  c\n", "\ttab", "tab\t", "a\n\tb\n", "\r\n", "cr\rx", "a\r\nb\r\n", "a\u0085b\nc", "a\u2028b", "#a\nb", "- a\n- b\n", "a\n---\nb", "a\n...\n",
	"\x01", "\x7f", "\u0085", "\u00a0", "\u2028", "\ufeff", "\ufeffx\ny", "\ufffd", "é", "日本", "\U0001F600", "$patch", "<<", "./x", "../../x", ".x", "..", strings.Repeat("word ", 60), strings.Repeat("x", 200), "x\n" + strings.Repeat("word ", 60) + "x",
}

// checkRoundTrip writes strings in every place and reads them with the YAML of
// kubectl and the API server (1.1) and with that of kustomize (1.2). It reports
// whether it did: false where the string is refused.
func checkRoundTrip(t *testing.T, s string) bool {
	t.Helper()
	fields := map[string]any{"spec": map[string]any{"v": s, "list": []any{s, []any{s, []any{s}}, map[string]any{"v": s, "list": []any{map[string]any{"v": s}}}, []any{}, map[string]any{}}, "flinkConfiguration": map[string]any{"v": s}}}
	if s != "" && s != "<<" {
		fields["spec"].(map[string]any)["keys"] = map[string]any{s: "x", s + "2": map[string]any{s: s}, s + "3": []any{s, s}, s + "4": []any{}}
	}
	want, err := manifest.FromTree(object(fields))
	if err != nil {
		return false
	}
	text := want.Encode("x")
	if library := rewritten(t, text); !strings.ContainsFunc(s, invisible.Is) && library != string(text) { // the library writes what cannot be seen as it is
		t.Errorf("%q is not written as the YAML library does (-library +own):\n%s", s, cmp.Diff(library, string(text)))
	}
	operations, err := manifest.EncodeOperations("x", []manifest.Operation{{Op: "replace", Path: "/" + s, Value: want.Tree()["spec"]}, {Op: "remove", Path: "/" + s}})
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	if library := rewritten(t, operations); !strings.ContainsFunc(s, invisible.Is) && library != string(operations) {
		t.Errorf("%q is not written as the YAML library does (-library +own):\n%s", s, cmp.Diff(library, string(operations)))
	}
	again, err := manifest.Parse("x", text)
	if err != nil {
		t.Fatalf("%q: %v\n%s", s, err, text)
	}
	if diff := cmp.Diff(want.Tree(), again[0].Tree()); diff != "" {
		t.Errorf("%q in YAML 1.2 (-want +got):\n%s\n%s", s, diff, text)
	}
	document, err := sigsyaml.YAMLToJSON(text)
	if err != nil {
		t.Fatalf("%q: %v\n%s", s, err, text)
	}
	var got any
	if err := json.Unmarshal(document, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(any(want.Tree()), got); diff != "" {
		t.Errorf("%q in YAML 1.1 (-want +got):\n%s\n%s", s, diff, text)
	}
	if strings.Contains(string(text), "\r") || !strings.HasSuffix(string(text), "\n") || strings.HasSuffix(string(text), "\n\n") {
		t.Errorf("%q: must be written with LF and one final newline:\n%q", s, text)
	}
	return true
}

// rewritten is what the YAML library makes of a document that it reads.
func rewritten(t *testing.T, text []byte) string {
	t.Helper()
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	encoder.CompactSeqIndent()
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if err := encoder.Encode(&node); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
}

// refusedStrings are those of hostile that no object may have: kustomize fails to write
// their control characters, or makes a blank of them.
var refusedStrings = []string{"a\u0085b\nc", "\x7f", "\u0085"}

func TestEveryStringIsReadBackAsItWasWritten(t *testing.T) {
	var refused []string
	for _, s := range hostile {
		if !checkRoundTrip(t, s) {
			refused = append(refused, s)
		}
	}
	if diff := cmp.Diff(refusedStrings, refused); diff != "" {
		t.Errorf("%d of %d strings were not tried (-want +got):\n%s", len(refused), len(hostile), diff)
	}
}

func FuzzRoundTrip(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkRoundTrip(t, s) })
}

// unseen reports what an escape in a document may stand for as well.
func unseen(r rune) bool { return invisible.Is(r) || r == '\\' }

func TestWhatCannotBeSeenIsEscaped(t *testing.T) {
	tree := object(map[string]any{"data": map[string]any{
		"turned":  "admin\u202enimda",
		"script":  "#!/bin/sh\nif [ \"$a\" = \"b\u2066\u200b\" ]; then\n  run\nfi\n",
		"a\u200b": "x",
		"emoji":   "\U0001F469\u200d\U0001F680",
		"plain":   "zoë\n日本\n",
	}})
	o, err := manifest.FromTree(tree)
	if err != nil {
		t.Fatal(err)
	}
	text := string(o.Encode("x"))
	for _, want := range []string{
		`turned: "admin\u202Enimda"`,
		`script: "#!/bin/sh\nif [ \"$a\" = \"b\u2066\u200B\" ]; then\n  run\nfi\n"`,
		`"a\u200B": x`,
		"plain: |\n    zoë\n    日本\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	if strings.ContainsFunc(text, invisible.Is) {
		t.Errorf("what cannot be seen stands in %q", text)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("apiVersion: v1\nkind: A\nmetadata: {name: a}\nspec: {a: [1, 1.5, x, null, {b: true}]}\n---\n")
	f.Add("apiVersion: v1\nkind: A\nmetadata: {name: a}\nspec: &x {<<: {a: 1}, b: !!binary aGk=, c: 0x10, d: .5}\n")
	f.Fuzz(func(t *testing.T, text string) {
		objects, err := manifest.Parse("f.yaml", []byte(text))
		if err != nil {
			return
		}
		var encoded []byte
		for i, object := range objects {
			if i > 0 {
				encoded = append(encoded, "---\n"...)
			}
			encoded = append(encoded, bytes.TrimPrefix(object.Encode("x"), []byte(manifest.Header("x")))...)
		}
		if library := rewritten(t, encoded); !strings.ContainsFunc(text, unseen) && library != string(encoded) {
			t.Errorf("not written as the YAML library does (-library +own):\n%s", cmp.Diff(library, string(encoded)))
		}
		again, err := manifest.Parse("f.yaml", encoded)
		if err != nil {
			t.Fatalf("%v\n%s", err, encoded)
		}
		if len(again) != len(objects) {
			t.Fatalf("%d objects, want %d:\n%s", len(again), len(objects), encoded)
		}
		for i := range objects {
			if diff := cmp.Diff(objects[i].Tree(), again[i].Tree()); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, encoded)
			}
		}
	})
}
