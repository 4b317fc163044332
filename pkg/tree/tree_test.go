package tree_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

func newFolder(t *testing.T, path string, files ...string) *tree.Folder {
	t.Helper()
	f, err := tree.NewFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if err := f.Add(name, []byte(path+": "+name)); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// hostile are paths that must not stand in a tree, each with a part of what is said about it.
var hostile = map[string]string{
	"":                               "relative",
	".":                              "relative",
	"..":                             "relative",
	"../x":                           "relative",
	"a/../../x":                      "relative",
	"a/./x":                          "relative",
	"a//x":                           "relative",
	"a/":                             "relative",
	"/etc/passwd":                    "relative",
	"a\xffb":                         "UTF-8",
	`a\b`:                            "backslash",
	`C:\x`:                           "backslash",
	"a\nb":                           "control",
	"a\x00b":                         "control",
	"a\x1b[31m":                      "control",
	"a\u202eb":                       "control",
	".git":                           ".git folder",
	".GIT/hooks/pre-commit":          ".git folder",
	".flinkustomize.sha256":          "reserved",
	"base/.flinkustomize.sha256":     "reserved",
	"base/.Flinkustomize.tmp":        "reserved",
	strings.Repeat("n", 256):         "at most 255 bytes",
	strings.Repeat("n/", 2000) + "n": "at most 2048 bytes",
}

func TestHostilePathsAreRefused(t *testing.T) {
	for _, path := range slices.Sorted(maps.Keys(hostile)) {
		f := newFolder(t, "flink/x")
		if err := f.Add(path, nil); err == nil || !strings.Contains(err.Error(), hostile[path]) {
			t.Errorf("Add(%.40q): error must contain %q, not be: %v", path, hostile[path], err)
		}
		if f.Len() != 0 {
			t.Errorf("Add(%.40q) must add nothing", path)
		}
		if _, err := tree.NewFolder(path); err == nil || !strings.Contains(err.Error(), hostile[path]) {
			t.Errorf("NewFolder(%.40q): error must contain %q, not be: %v", path, hostile[path], err)
		}
	}
}

func TestOrdinaryPathsAreTaken(t *testing.T) {
	for _, path := range []string{"a", "a/b/c.yaml", "..a", ".gitignore", "a b", "größe", "日本.yaml", "-", strings.Repeat("n", 255)} {
		newFolder(t, "flink/x", path)
	}
}

func TestFolderIsAtMostTwoDeepSoThatItIsFoundWhenStale(t *testing.T) {
	newFolder(t, "environments")
	if _, err := tree.NewFolder("flink/team/x"); err == nil || !strings.Contains(err.Error(), "one or two segments") {
		t.Errorf("must be refused, not: %v", err)
	}
}

func TestClashingFilesAreRefused(t *testing.T) {
	tests := map[string]struct{ first, second, want string }{
		"twice":             {"a/b", "a/b", `"a/b" must be added only once`},
		"file where folder": {"a/b/c", "a/b", `"a/b" must not be a parent of "a/b/c"`},
		"folder where file": {"a", "a/b/c", `"a/b/c" must not be inside "a"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t, "flink/x", test.first)
			if err := f.Add(test.second, nil); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error must contain %q, not be: %v", test.want, err)
			}
			if err := f.Add("a2", nil); err != nil {
				t.Errorf("a name that only begins alike must be taken: %v", err)
			}
		})
	}
}

func TestClashingFoldersAreRefused(t *testing.T) {
	tests := map[string]struct{ first, second, want string }{
		"twice":  {"flink/x", "flink/x", "only once"},
		"around": {"flink/x", "flink", `must not be a parent of "flink/x"`},
		"inside": {"flink", "flink/x", `must not be inside "flink"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var tr tree.Tree
			if err := tr.Add(newFolder(t, test.first)); err != nil {
				t.Fatal(err)
			}
			if err := tr.Add(newFolder(t, test.second)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error must contain %q, not be: %v", test.want, err)
			}
		})
	}
	var tr tree.Tree
	for _, f := range []*tree.Folder{nil, {}} {
		if err := tr.Add(f); err == nil {
			t.Error("a folder that NewFolder did not make must be refused")
		}
	}
}

func TestOrderIsThatOfFullPaths(t *testing.T) {
	var tr tree.Tree
	for _, f := range []*tree.Folder{newFolder(t, "flink/a", "z", "b/y", "b-/x"), newFolder(t, "flink/a-b", "c"), newFolder(t, "environments", "prod/k")} {
		if err := tr.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for path, content := range tr.All() {
		got = append(got, path)
		if c, ok := tr.File(path); !ok || string(c) != string(content) {
			t.Errorf("File(%q) must find what All gives, not %q, %t", path, c, ok)
		}
	}
	want := []string{"environments/prod/k", "flink/a-b/c", "flink/a/b-/x", "flink/a/b/y", "flink/a/z"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !slices.IsSorted(got) || tr.Len() != len(want) {
		t.Errorf("must be sorted and %d files, not %d", len(want), tr.Len())
	}
	for _, path := range []string{"flink/a", "flink/a/q", "flink", "", "x/y"} {
		if _, ok := tr.File(path); ok {
			t.Errorf("File(%q) must find nothing", path)
		}
	}
}

func TestFolderKeepsItsOwnCopy(t *testing.T) {
	f := newFolder(t, "flink/x")
	buffer := []byte("one")
	if err := f.Add("a", buffer); err != nil {
		t.Fatal(err)
	}
	copy(buffer, "two")
	if got, _ := f.File("a"); string(got) != "one" {
		t.Errorf("must stay %q when the caller's buffer changes, not %q", "one", got)
	}
	if err := f.Add("empty", nil); err != nil {
		t.Fatal(err)
	}
	if got, ok := f.File("empty"); !ok || got == nil {
		t.Error("an empty file must be a file")
	}
}

// Whoever changes what a tree gives does not change the tree.
func TestContentsAreCopies(t *testing.T) {
	f := newFolder(t, "flink/x")
	shared := []byte("shared")
	for path, own := range map[string]string{"own": "own", "shared": "", "both": "own"} {
		joined := shared
		if path == "own" {
			joined = nil
		}
		if err := f.AddJoined(path, []byte(own), joined); err != nil {
			t.Fatal(err)
		}
	}
	var tr tree.Tree
	if err := tr.Add(f); err != nil {
		t.Fatal(err)
	}
	spoil := func(content []byte) {
		for i := range content {
			content[i] = 'x'
		}
	}
	for path, content := range tr.All() {
		before := string(content)
		spoil(content)
		for _, content := range f.All() {
			spoil(content)
		}
		name := path[len("flink/x/"):]
		if content, _ := f.File(name); true {
			spoil(content)
		}
		appended := f.AppendFile([]byte("before "), name)
		if string(appended) != "before "+before || f.Size(name) != len(before) {
			t.Errorf("%s must be appended as %q with %d bytes, not as %q with %d", path, before, len(before), appended, f.Size(name))
		}
		spoil(appended)
		if content, _ := tr.File(path); string(content) != before {
			t.Errorf("%s must stay %q, not become %q", path, before, content)
		}
	}
}

// A tree or folder that is nil or zero is read as empty, and takes nothing.
func TestNilIsNoPanic(t *testing.T) {
	var none *tree.Tree
	if err := none.Add(newFolder(t, "flink/x")); err == nil {
		t.Error("nil must take no folder")
	}
	if _, ok := none.Folder("flink/x"); ok || none.Len() != 0 || len(none.Folders()) != 0 {
		t.Error("nil must be read as empty")
	}
	if _, ok := none.File("flink/x/y"); ok {
		t.Error("nil must have no file")
	}
	for path := range none.All() {
		t.Errorf("nil must have no file, not %q", path)
	}
	for name, f := range map[string]*tree.Folder{"nil": nil, "zero": {}} {
		if err := f.Add("a", nil); err == nil || !strings.Contains(err.Error(), "NewFolder") {
			t.Errorf("a %s folder must take no file, and say what makes one: %v", name, err)
		}
		if content, ok := f.File("a"); ok || content != nil || f.Len() != 0 || f.Path() != "" {
			t.Errorf("a %s folder must be read as empty", name)
		}
		if content := f.AppendFile(nil, "a"); content != nil || f.Size("a") != 0 {
			t.Errorf("a %s folder must have no file to append", name)
		}
		for path := range f.All() {
			t.Errorf("a %s folder must have no file, not %q", name, path)
		}
	}
}

// Disks that tell no case apart would hold one file for both.
func TestPathsThatDifferInCaseOnlyAreRefused(t *testing.T) {
	for _, paths := range [][2]string{{"a", "A"}, {"A", "a"}, {"base/a", "Base/b"}, {"Base/a", "base/b"}, {"base/x/a", "base/X"}, {"Ö", "ö"}} {
		f := newFolder(t, "flink/x", paths[0])
		if err := f.Add(paths[1], nil); err == nil || !strings.Contains(err.Error(), "more than upper and lower case") {
			t.Errorf("%q: must be refused, not %v", paths, err)
		}
		if err := f.Add("Other/Name", nil); err != nil {
			t.Error(err)
		}
		if err := f.Add("Other/name", nil); err == nil {
			t.Error("must be refused")
		}
		if err := f.Add("Other/Name2", nil); err != nil {
			t.Error(err)
		}
	}
}

func TestZeroTreeIsEmpty(t *testing.T) {
	var tr tree.Tree
	for path := range tr.All() {
		t.Errorf("must have no files, not %q", path)
	}
	if len(tr.Folders()) != 0 || tr.Len() != 0 {
		t.Error("must have no folders")
	}
}

// FuzzFolderAdd: whatever is added, each path taken is found again, none is another's parent.
func FuzzFolderAdd(f *testing.F) {
	f.Add("a", "a/b")
	f.Add("../x", "x\\y")
	f.Fuzz(func(t *testing.T, one, two string) {
		folder, err := tree.NewFolder("flink/x")
		if err != nil {
			t.Fatal(err)
		}
		oneErr, twoErr := folder.Add(one, []byte("1")), folder.Add(two, []byte("2"))
		if oneErr == nil && twoErr == nil && (one == two || strings.HasPrefix(two, one+"/") || strings.HasPrefix(one, two+"/")) {
			t.Errorf("%q and %q must not both be taken", one, two)
		}
		if c, ok := folder.File(one); (oneErr == nil) != (ok && string(c) == "1") && one != two {
			t.Errorf("%q: error %v, but found: %t", one, oneErr, ok)
		}
	})
}
