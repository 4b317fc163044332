package gittree_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

const aIndex = "flink/a/.flinkustomize.sha256"

// line is a line of an index.
func line(path, content string) string {
	return fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(content)), path)
}

func TestIndexIsOneSortedLineAFile(t *testing.T) {
	output := t.TempDir()
	write(t, output, files{"flink/a/b": "2", "flink/a/a": "1", "flink/a/c/d": "3"})
	equal(t, "index", ownerLine+line("a", "1")+line("b", "2")+line("c/d", "3"), disk(t, output)[aIndex])
}

func TestDamagedIndexIsRebuiltAndReported(t *testing.T) {
	ours := files{"flink/a/x": "x\n", "flink/a/y": "y\n"}
	clean := ownerLine + line("x", "x\n") + line("y", "y\n")
	tests := map[string]struct {
		index  string // "" for none
		notice string
	}{
		"lost":                    {"", "is missing"},
		"CRLF":                    {strings.ReplaceAll(clean, "\n", "\r\n"), "CRLF"},
		"conflict":                {"<<<<<<< HEAD\n" + line("x", "x\n") + "=======\n" + line("x", "other\n") + ">>>>>>> topic\n" + line("y", "y\n"), "conflict"},
		"conflict in diff3 style": {"<<<<<<< HEAD\n" + line("x", "x\n") + "||||||| 1234567\n" + line("x", "base\n") + "=======\n>>>>>>> topic\n", "conflict"},
		"of a killed run":         {ownerLine + line("x", "x\n") + line("x", "other\n") + line("y", "y\n"), "interrupted"},
		"out of order":            {line("y", "y\n") + line("x", "x\n"), ""},
		"without a last newline":  {strings.TrimSuffix(clean, "\n"), ""},
		"incomplete":              {line("x", "x\n"), ""},
		"of other content":        {line("x", "other\n") + line("y", "y\n"), ""},
		"with files not there":    {clean + line("z", "z\n"), ""},
		"empty":                   {"\x00", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			ours.on(t, output)
			switch test.index {
			case "":
			case "\x00":
				files{aIndex: ""}.on(t, output)
			default:
				files{aIndex: test.index}.on(t, output)
			}
			p := plan(t, output, ours, gittree.Options{})
			if p.InSync() || len(p.Changes) != 0 {
				t.Errorf("must be out of sync by the index alone, not in sync: %t, %v", p.InSync(), actions(p))
			}
			if test.notice == "" && len(p.Findings) != 0 {
				t.Errorf("must need no notice, not %q", p.Findings)
			}
			if test.notice != "" && (len(p.Findings) != 1 || p.Findings[0].File != aIndex || !strings.Contains(p.Findings[0].Message, test.notice)) {
				t.Errorf("must have one notice with %q, not %q", test.notice, p.Findings)
			}
			apply(t, p)
			equal(t, "index", clean, disk(t, output)[aIndex])
			exact(t, output, ours)
		})
	}
}

func TestConflictInIndexMakesFilesOfEitherSideOurs(t *testing.T) {
	for _, side := range []string{"left\n", "right\n"} {
		output := t.TempDir()
		files{
			"flink/a/x": side,
			aIndex:      "<<<<<<< HEAD\n" + line("x", "left\n") + "=======\n" + line("x", "right\n") + ">>>>>>> topic\n",
		}.on(t, output)
		equal(t, "report", gittree.Report{Updated: 1}, write(t, output, files{"flink/a/x": "merged\n"}))
		exact(t, output, files{"flink/a/x": "merged\n"})
	}
}

// TestConflictMarkersInAFileOfOursAreGeneratedAgain: Git has both sides, and what the file must be follows from the specs.
func TestConflictMarkersInAFileOfOursAreGeneratedAgain(t *testing.T) {
	const path, merged = "flink/a/x.yaml", "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> topic\n"
	const marked = "data: |\n<<<<<<< HEAD\n=======\n>>>>>>> topic\n"
	tests := map[string]struct {
		index, disk, want string
		regenerated       bool
	}{
		"in the index":               {line("x.yaml", "old\n"), merged, "new\n", true},
		"in diff3 style":             {line("x.yaml", "old\n"), "<<<<<<< a\n||||||| b\n=======\n>>>>>>> c\n", "new\n", true},
		"checked out with CRLF":      {line("x.yaml", "old\n"), strings.ReplaceAll(merged, "\n", "\r\n"), "new\n", true},
		"the index is in conflict":   {"<<<<<<< HEAD\n" + line("x.yaml", "left\n") + "=======\n" + line("x.yaml", "right\n") + ">>>>>>> topic\n", merged, "new\n", true},
		"not in the index":           {line("y.yaml", "y\n"), merged, "new\n", false},
		"the index was lost":         {strings.Repeat("0", 64) + "  x.yaml\n", merged, "new\n", false},
		"half of the markers":        {line("x.yaml", "old\n"), "<<<<<<< HEAD\nb: 2\n=======\n", "new\n", false},
		"in another order":           {line("x.yaml", "old\n"), ">>>>>>> a\n=======\n<<<<<<< b\n", "new\n", false},
		"not where lines begin":      {line("x.yaml", "old\n"), "a <<<<<<< b\n =======\n >>>>>>> c\n", "new\n", false},
		"as is wanted, and edited":   {line("x.yaml", marked), marked + "mine: 1\n", marked, false},
		"no longer wanted by a spec": {line("x.yaml", "old\n"), merged, "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			files{path: test.disk, aIndex: ownerLine + test.index, "flink/a/y.yaml": "y\n"}.on(t, output)
			wanted := files{"flink/a/y.yaml": "y\n"}
			if test.want != "" {
				wanted[path] = test.want
			}
			p := plan(t, output, wanted, gittree.Options{Prune: true})
			said := slices.ContainsFunc(p.Findings, func(f diagnostic.Finding) bool {
				return f.File == path && f.Message == "has conflict markers of a merge; it is generated again"
			})
			if said != test.regenerated {
				t.Errorf("must be said: %t, not %q", test.regenerated, p.Findings)
			}
			action := gittree.Edited
			switch {
			case test.regenerated:
				action = gittree.Update
			case name == "not in the index":
				action = gittree.Foreign
			}
			equal(t, "action", action, actions(p)[path])
			apply(t, p)
			if test.regenerated {
				exact(t, output, wanted)
			} else {
				equal(t, "file", test.disk, disk(t, output)[path])
			}
		})
	}
}

// TestLongIndexIsRefusedOrReadInTime: what an index takes grows with its size, and that is bounded.
func TestLongIndexIsRefusedOrReadInTime(t *testing.T) {
	output := t.TempDir()
	long := filepath.Join(output, filepath.FromSlash(aIndex))
	files{aIndex: "", "flink/a/x": "x\n"}.on(t, output)
	must(t, os.Truncate(long, 50<<20)) // takes no room
	for _, write := range doors {
		_, err := write(output, files{"flink/a/x": "new\n"}.tree(t), forced)
		says(t, err, long, "must be at most 16777216 bytes long, not 52428800")
	}
	must(t, os.WriteFile(long, bytes.Repeat([]byte("n"), 1<<20), 0o644))
	_, err := gittree.Write(output, files{"flink/a/x": "new\n"}.tree(t), pruned)
	if says(t, err, ":1: must be 64"); len(err.Error()) > 500 {
		t.Errorf("must not repeat the whole line: %d bytes", len(err.Error()))
	}

	var b strings.Builder
	for i := range 200_000 { // one path with as many contents as there are lines
		fmt.Fprintf(&b, "%064x  x\n", i+1)
	}
	must(t, os.WriteFile(long, []byte(b.String()), 0o644))
	equal(t, "report", gittree.Report{Kept: 1}, write(t, output, files{"flink/a/x": "new\n"}))
	equal(t, "file", "x\n", disk(t, output)["flink/a/x"])
}

func TestEmptyIndexOfNoFolderIsRemoved(t *testing.T) {
	output := t.TempDir()
	files{aIndex: "", "flink/a/mine": "m\n"}.on(t, output)
	write(t, output, last)
	equal(t, "all that is left", files{"flink/a/mine": "m\n"}, remains(t, output))
}

func TestCheckoutWithCRLFIsRewrittenAndReported(t *testing.T) {
	output := t.TempDir()
	write(t, output, two)
	checkedOut := files{}
	for path, content := range disk(t, output) {
		checkedOut[path] = strings.ReplaceAll(content, "\n", "\r\n")
	}
	checkedOut.on(t, output)
	p := plan(t, output, two, gittree.Options{})
	if len(p.Changes) != len(two) || len(p.Findings) != 6 { // for each of three folders, its index and its files
		t.Errorf("%d changes and 6 notices must be planned, not %v and %q", len(two), actions(p), p.Findings)
	}
	apply(t, p)
	exact(t, output, two)
}

// TestHostileIndexDeletesNothing: an index is anybody's text, and what it says is acted on only inside its folder.
func TestHostileIndexDeletesNothing(t *testing.T) {
	const secret = "secret\n"
	good := line("x", "x\n")
	tests := map[string]struct{ index, want string }{
		"parent":                   {good + line("../b/secret", secret), ":2: path \"../b/secret\""},
		"parent in the middle":     {line("x/../../b/secret", secret), ":1: path"},
		"absolute":                 {line("/etc/passwd", secret), ":1: path"},
		"backslash":                {line(`..\b\secret`, secret), "backslash"},
		"the index itself":         {line(".flinkustomize.sha256", secret), "reserved"},
		"another index":            {line("c/.flinkustomize.sha256", secret), "reserved"},
		"Git's files":              {line(".git/config", secret), ".git"},
		"one space":                {strings.Replace(good, "  ", " ", 1), ":1: must be 64"},
		"binary mode":              {strings.Replace(good, "  ", " *", 1), ":1: must be 64"},
		"upper case":               {strings.ToUpper(good), ":1: must be 64"},
		"no hexadecimal":           {"z" + good[1:], ":1: must begin with 64 hexadecimal digits"},
		"no path":                  {good[:66] + "\n", ":1: must be 64"},
		"an empty line":            {good + "\n" + good, ":2: must be 64"},
		"text":                     {"hello\n", `not "hello"`},
		"NUL":                      {good[:66] + "a\x00b\n", "control"},
		"a marker that is no line": {"=======x\n", ":1: must be 64"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			files{"flink/a/x": "x\n", "flink/b/secret": secret, aIndex: test.index}.on(t, output)
			before := disk(t, output)
			for _, wanted := range []files{last, {"flink/a/x": "new\n"}} {
				for _, write := range doors {
					_, err := write(output, wanted.tree(t), forced)
					says(t, err, filepath.Join(output, filepath.FromSlash(aIndex)), test.want)
				}
			}
			equal(t, "files", before, disk(t, output))
		})
	}
}

func TestIndexAroundOtherFoldersIsRefused(t *testing.T) {
	output := t.TempDir()
	wanted := files{"flink/a/x": "x\n"}
	write(t, output, wanted)
	files{"flink/.flinkustomize.sha256": line("a/x", "x\n")}.on(t, output)
	_, err := gittree.NewPlan(output, wanted.tree(t), pruned)
	says(t, err, filepath.Join("flink", ".flinkustomize.sha256"), `must not be above "flink/a"`)
}

// FuzzIndex: whatever the index says, nothing outside its folder is touched, and there is no panic.
func FuzzIndex(f *testing.F) {
	f.Add([]byte(line("x", "x\n")))
	f.Add([]byte(line("../b/secret", "secret\n")))
	f.Add([]byte("<<<<<<< a\n" + line("y", "secret\n") + "=======\n>>>>>>> b\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		output := t.TempDir()
		files{"secret": "secret\n", "flink/secret": "secret\n", "flink/b/secret": "secret\n", "flink/a/x": "x\n", aIndex: string(data)}.on(t, output)
		for _, wanted := range []files{{"flink/a/x": "new\n"}, last} {
			p, err := gittree.NewPlan(output, wanted.tree(t), forced)
			if err != nil {
				return
			}
			if _, err := p.Apply(); err != nil {
				t.Error(err)
			}
			for _, path := range []string{"secret", "flink/secret", "flink/b/secret"} {
				if content, err := os.ReadFile(filepath.Join(output, path)); err != nil || string(content) != "secret\n" {
					t.Errorf("%s must stay: %q %v", path, content, err)
				}
			}
		}
	})
}
