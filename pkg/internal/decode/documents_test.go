package decode_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

func lines(err error) []string {
	if err == nil {
		return nil
	}
	return strings.Split(err.Error(), "\n")
}

func TestDocumentsFindsEachDocument(t *testing.T) {
	const file = `# a comment
---
apiVersion: v1
kind: A
metadata: {name: first}
---
# nothing here
---

---
kind: "B"
metadata:
  name: 012
...
---
kind: [C]
metadata: none
`
	documents, err := decode.Documents("f.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range documents {
		got = append(got, fmt.Sprintf("%s %q %q %q", d.Position(), d.APIVersion(), d.Kind(), d.Name()))
	}
	want := []string{`f.yaml:3:1 "v1" "A" "first"`, `f.yaml:11:1 "" "B" "012"`, `f.yaml:16:1 "" "" ""`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
}

func TestDocumentsOfNothing(t *testing.T) {
	for _, file := range []string{"", "\n", "---\n", "# only a comment\n", "\uFEFF", "---\n---\n...\n"} {
		documents, err := decode.Documents("f.yaml", []byte(file))
		if len(documents) != 0 || err != nil {
			t.Errorf("%q: got %d documents and %v", file, len(documents), err)
		}
	}
}

func TestDocumentsTakesByteOrderMarkAndWindowsLines(t *testing.T) {
	documents, err := decode.Documents("f.yaml", []byte("\uFEFFkind: A\r\nmetadata:\r\n  name: n\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	position, exact, _ := documents[0].Locate(diagnostic.Path{}.Child("metadata", "name"))
	if documents[0].Kind() != "A" || documents[0].Name() != "n" || position.String() != "f.yaml:3:9" || !exact {
		t.Errorf("got %q %q at %s", documents[0].Kind(), documents[0].Name(), position)
	}
}

func TestDocumentsRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"syntax: a nested mapping in a line":   {"a: b: c\n", []string{"f.yaml:1:5: a value that holds a colon and a space must be put in quotes"}},
		"syntax: in a later document":          {"a: b\n---\nc: {\n", []string{"f.yaml:4:1: the file ends before a bracket or a brace is closed"}},
		"syntax: a quote that is not closed":   {"a: b\nc: \"d\ne: f\n", []string{"f.yaml:2:4: the quote that opens here is never closed"}},
		"syntax: a list that is not closed":    {"a: b\nc: [d,\n  e\n", []string{"f.yaml:2:4: the [ that opens here is not closed: there must be a ], and a comma between values"}},
		"syntax: a key that is less indented":  {"a:\n    b: 1\n  c: 2\n", []string{"f.yaml:3:3: is indented like no field above it: indent it as the fields that it belongs with"}},
		"syntax: a reserved character":         {"a: @b\n", []string{"f.yaml:1:4: a value that begins with @ must be put in quotes"}},
		"syntax: an anchor that is not there":  {"a: b\nc: [*d]\n", []string{"f.yaml:2:5: *d refers to an anchor &d that is not there: write the value, or put it in quotes if it is text"}},
		"tab: at the start of a line":          {"a:\n\tb: 1\n", []string{"f.yaml:2:1: must be indented with spaces, not with tabs"}},
		"tab: after spaces":                    {"a:\n  b: 1\n  \tc: 1\n", []string{"f.yaml:3:3: must be indented with spaces, not with tabs"}},
		"text: NUL":                            {"a: b\nc: é\x00\n", []string{"f.yaml:2:5: must not have the character U+0000"}},
		"text: an escape sequence":             {"a: \x1b[31m\n", []string{"f.yaml:1:4: must not have the character U+001B"}},
		"text: Latin-1":                        {"a: b\nc: \xe9\n", []string{"f.yaml:2:4: must be UTF-8 text"}},
		"text: UTF-16":                         {"\xff\xfea\x00", []string{"f.yaml:1:1: must be UTF-8 text"}},
		"text: a line separator":               {"a: b\u2028c: d\n", []string{"f.yaml:1:5: must not have the character U+2028"}},
		"text: a byte order mark within":       {"a: b\rc: \uFEFFd\n", []string{"f.yaml:2:4: must not have the character U+FEFF"}},
		"root: a list":                         {"- a\n", []string{"f.yaml:1:1: must be a mapping with apiVersion and kind, not a list"}},
		"root: a string":                       {"---\nhello\n", []string{"f.yaml:2:1: must be a mapping with apiVersion and kind, not a string"}},
		"root: null":                           {"null\n", []string{"f.yaml:1:1: must be a mapping with apiVersion and kind, not null"}},
		"key: given twice":                     {"a: 1\nb:\n  c: 1\n  d: 1\n  c: 2\n", []string{"f.yaml:5:3: b.c: must be given once; it is given in line 3 already"}},
		"key: given twice, quoted":             {"a: 1\n\"a\": 2\n'a': 3\n", []string{"f.yaml:2:1: a: must be given once; it is given in line 1 already", "f.yaml:3:1: a: must be given once; it is given in line 1 already"}},
		"key: given twice in a list's element": {"l:\n- {a: 1, a: 2}\n", []string{"f.yaml:2:10: l[0].a: must be given once; it is given in line 2 already"}},
		"key: a mapping":                       {"x:\n  ? {a: b}\n  : c\n", []string{"f.yaml:2:5: x: must have keys that are strings, not a mapping"}},
		"key: an alias":                        {"a: &a b\n*a : c\n", []string{"f.yaml:2:1: must have keys that are strings, not an alias"}},
		"key: a tag":                           {"!!str a: b\n", []string{`f.yaml:1:1: a: must be written without the tag "!!str"`}},
		"merge key":                            {"a: &a {b: c}\nd:\n  <<: *a\n", []string{"f.yaml:3:3: d.<<: must not be a merge key: write the fields out"}},
		"tag: binary":                          {"a: !!binary aGk=\n", []string{`f.yaml:1:4: a: must be written without the tag "!!binary"`}},
		"tag: of one's own":                    {"a: !secret {b: c}\n", []string{`f.yaml:1:4: a: must be written without the tag "!secret"`}},
		"tag: of an empty value":               {"a: !!null\n", []string{`f.yaml:1:4: a: must be written without the tag "!!null"`}},
		"alias: of what it stands in":          {"a: &a\n  b: [*a]\n", []string{"f.yaml:2:7: a.b[0]: must not be an alias of what it stands in: *a"}},
		"alias: of another document":           {"a: &a b\n---\nc: *a\n", []string{"f.yaml:3:4: c: must be an alias of an anchor in the same document: *a"}},
		"nesting":                              {"a: " + strings.Repeat("[", 101) + strings.Repeat("]", 101), []string{"f.yaml:1:104: a" + strings.Repeat("[0]", 100) + ": must not be nested more than 100 levels deep"}},
		"all at once":                          {"a: !x 1\na: 2\n---\n<<: {}\n---\n- 1\n", []string{`f.yaml:1:4: a: must be written without the tag "!x"`, "f.yaml:2:1: a: must be given once; it is given in line 1 already", "f.yaml:4:1: <<: must not be a merge key: write the fields out", "f.yaml:6:1: must be a mapping with apiVersion and kind, not a list"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := decode.Documents("f.yaml", []byte(c.file))
			if diff := cmp.Diff(c.want, lines(err)); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
			var list diagnostic.Findings
			if !errors.As(err, &list) {
				t.Errorf("got a %T, want a diagnostic.Findings", err)
			}
		})
	}
}

func TestDocumentsRefusesAliasBombs(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 9; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	// Also when spread over documents.
	small := "---\na: &a [" + strings.Repeat("x,", 1000) + "]\nb: [" + strings.Repeat("*a,", 90) + "]\n"
	for name, file := range map[string]string{"in a document": bomb, "over documents": small + small} {
		t.Run(name, func(t *testing.T) {
			_, err := decode.Documents("f.yaml", []byte(file))
			if err == nil || !strings.Contains(err.Error(), "must not stand for more than 100000 values through aliases") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestDocumentsRefusesLargeFiles(t *testing.T) {
	_, err := decode.Documents("f.yaml", make([]byte, 4<<20+1))
	if got, want := fmt.Sprint(err), "f.yaml: must be at most 4 MiB, not 4194305 bytes"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDocumentsReturnsWhatItCouldRead(t *testing.T) {
	documents, err := decode.Documents("f.yaml", []byte("kind: A\n---\nkind: B\nkind: C\n---\nx: &x [*x]\n---\n}\n"))
	if err == nil || len(documents) != 2 || documents[0].Kind() != "A" || documents[1].Kind() != "B" {
		t.Errorf("got %d documents, %v", len(documents), err)
	}
}
