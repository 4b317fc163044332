package decode_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// What the parser says is for those who know how it works; each of its complaints that a spec can provoke says what to write.
func TestSyntaxErrorsSayWhatToWrite(t *testing.T) {
	const (
		colon    = "must be a field and its value, such as image: flink:1.20.3: the colon"
		indent   = "is indented like no field above it: indent it as the fields that it belongs with"
		template = "{{ }} is no value: templates are not filled in here; write the value, or put it in quotes if the braces are meant"
		conflict = "a merge of Git left a conflict here: keep one side, and remove the lines <<<<<<<, ======= and >>>>>>>"
		quote    = "the quote that opens here is never closed"
	)
	for name, tt := range map[string]struct{ text, want string }{
		"a conflict":                          {"  image: a\n<<<<<<< HEAD\n  x: a\n=======\n  x: b\n>>>>>>> other\n", "3:1: " + conflict},
		"a conflict at the top":               {"<<<<<<< HEAD\n  x: a\n=======\n  x: b\n>>>>>>> other\n", "2:1: " + conflict},
		"two conflicts":                       {"<<<<<<< HEAD\n=======\n>>>>>>> other\n  x: a\n<<<<<<< HEAD\n=======\n>>>>>>> other\n", "2:1: " + conflict + "\nf.yaml:6:1: " + conflict},
		"a template for a value":              {"  image: {{ .Values.image }}\n", "2:11: spec.image: " + template},
		"a template in a value":               {"  image: {{ image }}:{{ tag }}\n", "2:21: " + template},
		"a template for lines":                {"  {{- if .x }}\n  image: a\n  {{- end }}\n", "2:5: " + template},
		"a double quote that is not closed":   {"  image: \"a\n  x: b\n", "2:10: " + quote},
		"a single quote that is not closed":   {"  image: 'a\n  x: b\n", "2:10: " + quote},
		"a list that is not closed":           {"  list: [a, b\n  x: c\n", "2:9: the [ that opens here is not closed: there must be a ], and a comma between values"},
		"a mapping that is not closed":        {"  map: {a: b\n  x: c\n", "2:8: the { that opens here is not closed: there must be a }, and a comma between values"},
		"a comma that is missing":             {"  map: {a: b c: d}\n", "2:15: there must be a comma or a } before this: a value with a colon, a bracket or a brace must be put in quotes"},
		"a comma too many":                    {"  list: [a,,b]\n", "2:12: a value is missing here, or there is a comma or a bracket too many"},
		"a brace too many":                    {"  map: {a: b}}\n", "2:14: } closes nothing: remove it, or put the whole value in quotes"},
		"a bracket too many":                  {"  a: b\n  ]\n", "3:3: ] closes nothing: remove it, or put the whole value in quotes"},
		"a field that is indented too far":    {"  image: a\n   x: c\n", "3:4: is indented further than line 2, which has a value already: indent both alike"},
		"a field that is indented too little": {"  image: a\n x: c\n", "3:2: " + indent},
		"an item that is indented too little": {"  a:\n    - a\n   - b\n", "4:4: " + indent},
		"a tab":                               {"\timage: a\n", "2:1: must be indented with spaces, not with tabs"},
		"a colon in a value":                  {"  image: a: b\n", "2:11: a value that holds a colon and a space must be put in quotes"},
		"no space after the colon":            {"  image:a\n  x: b\n", "2:3: " + colon + ", or the space after it, is missing"},
		"no colon":                            {"  image\n  x: a\n", "2:3: " + colon + ", or the space after it, is missing"},
		"no colon in the last line":           {"  a: b\n  image\n", "3:3: " + colon + " is missing"},
		"a reserved character":                {"  image: %a\n", "2:10: a value that begins with % must be put in quotes"},
		"a star":                              {"  image: *x\n", "2:10: *x refers to an anchor &x that is not there: write the value, or put it in quotes if it is text"},
		"an ampersand":                        {"  image: &\n", "2:11: a value that begins with & or * must be put in quotes: they mark anchors and aliases in YAML"},
		"text beside |":                       {"  image: |a\n", "2:11: the text after | or > must begin in the next line"},
		"a backslash":                         {"  image: \"a\\q\"\n", `2:12: a backslash between double quotes must be doubled, as in "\\d", or stand between single quotes`},
		"text after a quote":                  {"  image: \"a\"b\n", "2:13: text follows a value that has ended: put the whole value in quotes"},
		"a field among items":                 {"  - a\n  b: c\n", "3:3: is among the items of the list in line 2, but does not begin with a dash: begin it with a dash, or indent it as the field that it belongs to"},
		"an item among fields":                {"  a: b\n  - c\n", "3:3: a list item stands among fields: put it below the field of its list"},
		"a list in the line of its field":     {"  a: - b\n", "2:6: a list must begin in the line below its field, or be written as [a, b]"},
		"a document after the end of another": {"...\nx\n", "3:1: a second document must begin with a line ---"},
		"an instruction to the parser":        {"  a: b\n...\n%FOO\n---\na: b\n", "4:5: a line that begins with % is an instruction to the YAML parser: remove it"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := decode.Documents("f.yaml", []byte("spec:\n"+tt.text))
			if err == nil {
				t.Fatal("must be refused")
			}
			if got := strings.TrimPrefix(err.Error(), "f.yaml:"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestTextThatLooksLikeAConflictIsText(t *testing.T) {
	const text = "a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> other\n"
	if _, err := decode.Documents("f.yaml", []byte(text)); err != nil {
		t.Error(err)
	}
}
