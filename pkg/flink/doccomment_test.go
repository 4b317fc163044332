package flink_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

var (
	optionInComment  = regexp.MustCompile(`Flink options? ([\w.<>-]+[\w>])(?: and ([\w.<>-]+[\w>]))?`)
	earlierInComment = regexp.MustCompile(`\(([\w.-]+) up to (\d\.\d+)\)`)
	sinceInComment   = regexp.MustCompile(`Since Flink (\d\.\d+)`)
	defaultInComment = regexp.MustCompile(`Default of Flink: (.+?)(?:;.*)?\.(?: |$)`)
)

// defaultsInWords are those that a comment says in words.
var defaultsInWords = []string{"none", "without end"}

// What the comments of fields say of options is what the catalog says: their keys, since when they are there, up to when
// they had an earlier key, and their defaults.
func TestCommentsOfFieldsAgreeWithTheCatalog(t *testing.T) {
	files, err := filepath.Glob("../api/v1alpha1/*.go")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			field, ok := n.(*ast.Field)
			if !ok {
				return true
			}
			comment := strings.Join(strings.Fields(field.Doc.Text()), " ")
			options := optionInComment.FindStringSubmatch(comment)
			if options == nil {
				return true
			}
			checked++
			key := options[1]
			for _, key := range options[1:] {
				if now := newest(key); key != "" && (now.Presence == flink.Absent || now.Successors != nil) {
					t.Errorf("%s: %s is no key of an option in %s", file, key, flink.Newest.MinorString())
				}
			}
			for _, earlier := range earlierInComment.FindAllStringSubmatch(comment, -1) {
				last := slices.Index(minors, earlier[2])
				if was, is := at(earlier[1], version(t, minors[last])), at(earlier[1], version(t, minors[last+1])); was.Type == "" || is.Type != "" {
					t.Errorf("%s: %s is not the key of %s up to %s", file, earlier[1], key, earlier[2])
				}
			}
			if since := sinceInComment.FindStringSubmatch(comment); since != nil {
				if first := flink.Describe(key)[0].Changes[0]; first.Since.MinorString() != since[1] {
					t.Errorf("%s: %s is there since %s, not %s", file, key, first.Since.MinorString(), since[1])
				}
			}
			if text := defaultInComment.FindStringSubmatch(comment); text != nil && !slices.Contains(defaultsInWords, text[1]) {
				if now := newest(key); now.HasDefault && !flink.Equal(key, now.Default, text[1]) && letters(now.Default) != letters(text[1]) {
					t.Errorf("%s: the default of %s is %q, not %q", file, key, now.Default, text[1])
				}
			}
			return true
		})
	}
	if checked < 45 {
		t.Errorf("there must be at least 45 fields that name an option, not %d", checked)
	}
}

// newest is what the newest version makes of a key.
func newest(key string) flink.Change {
	var first flink.Change
	for _, entry := range flink.Describe(key) {
		if first = entry.At(flink.Newest); first.Presence == flink.Present {
			break
		}
	}
	return first
}

// letters brings Flink's words and those of a spec together: EXACTLY_ONCE is ExactlyOnce.
func letters(s string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(s))
}
