package gittree_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// TestWhatStandsInTheWayIsAnError: nothing is written, and nothing that is linked to is touched.
func TestWhatStandsInTheWayIsAnError(t *testing.T) {
	wanted := files{"flink/a/base/x.yaml": "new\n", "flink/b/x.yaml": "b\n"}
	link := func(target, path string) func(testing.TB, string) {
		return func(tb testing.TB, output string) {
			must(tb, os.MkdirAll(filepath.Join(output, filepath.Dir(path)), 0o755))
			must(tb, os.Symlink(target, filepath.Join(output, path)))
		}
	}
	put := func(f files) func(testing.TB, string) {
		return func(tb testing.TB, output string) { f.on(tb, output) }
	}
	folder := func(path string) func(testing.TB, string) {
		return func(tb testing.TB, output string) { must(tb, os.MkdirAll(filepath.Join(output, path), 0o755)) }
	}
	tests := map[string]struct {
		make func(testing.TB, string)
		want []string
	}{
		"file is a link outside":       {link("../../../../secret", "flink/a/base/x.yaml"), []string{"x.yaml: must be a file, not a symbolic link"}},
		"file is a link inside":        {link("../mine", "flink/a/base/x.yaml"), []string{"x.yaml: must be a file, not a symbolic link"}},
		"file is a link to nothing":    {link("nothing", "flink/a/base/x.yaml"), []string{"x.yaml: must be a file, not a symbolic link"}},
		"folder is a link outside":     {link("../../..", "flink/a/base"), []string{"base: must be a folder, not a symbolic link"}},
		"folder is a link inside":      {link("../b", "flink/a/base"), []string{"base: must be a folder, not a symbolic link"}},
		"folder of the tree is a link": {link("b", "flink/a"), []string{"a: must be a folder, not a symbolic link"}},
		"first folder is a link":       {link("..", "flink"), []string{"flink: must be a folder, not a symbolic link"}},
		"index is a link":              {link("../mine", aIndex), []string{".flinkustomize.sha256: must be a file, not a symbolic link"}},
		"index is a folder":            {folder(aIndex), []string{".flinkustomize.sha256: must be a file, not a folder"}},
		"temporary file is a link":     {link("../../mine", "flink/a/base/.flinkustomize.tmp"), []string{".flinkustomize.tmp: must be a file, not a symbolic link"}},
		"file where a folder must be":  {put(files{"flink/a/base": "file\n"}), []string{"base: must be a folder, not a file"}},
		"file where the tree must be":  {put(files{"flink": "file\n"}), []string{"flink: must be a folder, not a file"}},
		"folder where a file must be":  {folder("flink/a/base/x.yaml"), []string{"x.yaml: must be a file, not a folder"}},
		"a file we left is a link": {func(tb testing.TB, o string) {
			put(files{aIndex: line("y", "y")})(tb, o)
			link("../../mine", "flink/a/y")(tb, o)
		}, []string{"y: must be a file, not a symbolic link"}},
		"all that is wrong is said once": {put(files{"flink/a/base": "file\n", "flink/b/x.yaml/y": "y"}), []string{"base: must be a folder", "x.yaml: must be a file"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			files{"secret": "secret\n", "deploy/mine": "mine\n", "deploy/flink2/mine": "mine\n"}.on(t, dir)
			output := filepath.Join(dir, "deploy")
			test.make(t, output)
			before := disk(t, dir)
			for door, write := range doors {
				_, err := write(output, wanted.tree(t), forced)
				says(t, err, test.want...)
				says(t, err, output)
				if strings.Contains(err.Error(), "openat") {
					t.Errorf("%s: must not speak of system calls: %v", door, err)
				}
				equal(t, "files", before, disk(t, dir))
			}
		})
	}
}

func TestSomethingElseInPlaceOfAFolderThatIsNoLongerWantedStays(t *testing.T) {
	output := t.TempDir()
	write(t, output, files{"flink/a/old/x": "x\n", "flink/a/y": "y\n"})
	must(t, os.RemoveAll(filepath.Join(output, "flink/a/old")))
	files{"flink/a/old": "a user's file\n"}.on(t, output)
	wanted := files{"flink/a/y": "y\n"}
	equal(t, "report", gittree.Report{}, write(t, output, wanted))
	equal(t, "files", files{"flink/a/old": "a user's file\n", "flink/a/y": "y\n"}, manifests(t, output))
	if p := plan(t, output, wanted, gittree.Options{}); !p.InSync() {
		t.Error("must be in sync once the index has forgotten the file")
	}
}

func TestOutputThatCannotBeAFolder(t *testing.T) {
	dir := t.TempDir()
	files{"file": "x"}.on(t, dir)
	must(t, os.Symlink("nothing", filepath.Join(dir, "dangling")))
	must(t, os.Symlink("loop", filepath.Join(dir, "loop")))
	must(t, os.Symlink("file", filepath.Join(dir, "link")))
	tests := map[string]struct{ output, want string }{
		"empty":             {"", "output must name a folder"},
		"file":              {filepath.Join(dir, "file"), "must be a folder, not a file"},
		"below a file":      {filepath.Join(dir, "file", "x"), "must be a folder that can be"},
		"link to a file":    {filepath.Join(dir, "link"), "must be a folder, not a file"},
		"link to nothing":   {filepath.Join(dir, "dangling"), "not a symbolic link to nothing"},
		"link to itself":    {filepath.Join(dir, "loop"), "must be a folder that can be read"},
		"name with a NUL":   {dir + "/a\x00b", "must be a folder that can be"},
		"name that is long": {filepath.Join(dir, strings.Repeat("n", 300)), "must be a folder that can be"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			before := disk(t, dir)
			_, err := gittree.Write(test.output, two.tree(t), pruned)
			says(t, err, test.want)
			equal(t, "files", before, disk(t, dir))
		})
	}
}

func TestOutputMayBeALinkToAFolder(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "real"), 0o755))
	must(t, os.Symlink("real", filepath.Join(dir, "deploy")))
	write(t, filepath.Join(dir, "deploy"), two)
	exact(t, filepath.Join(dir, "real"), two)
}

func TestLinksAndGitFoldersOfUsersAreNotSearched(t *testing.T) {
	dir := t.TempDir()
	output := filepath.Join(dir, "deploy")
	write(t, filepath.Join(dir, "elsewhere"), files{"flink/a/x": "x\n"})
	files{".git/x/.flinkustomize.sha256": "no index\n"}.on(t, output)
	must(t, os.Symlink("../elsewhere/flink", filepath.Join(output, "flink")))
	must(t, os.MkdirAll(filepath.Join(output, "apps"), 0o755))
	must(t, os.Symlink("../../elsewhere/flink/a", filepath.Join(output, "apps", "a")))
	before := disk(t, dir)
	equal(t, "report", gittree.Report{Created: 1}, write(t, output, last))
	must(t, os.RemoveAll(filepath.Join(output, "streampark")))
	equal(t, "files", before, disk(t, dir))
}

func TestLongestNamesAreWritten(t *testing.T) {
	output := t.TempDir()
	name := strings.Repeat("n", 255)
	long := files{"flink/" + name + "/" + name + "/" + name + "/" + name: "x\n"}
	write(t, output, long)
	exact(t, output, long)
	write(t, output, last)
	equal(t, "all that is left", files{}, remains(t, output))
}

func TestContentThatIsTooLongIsRefused(t *testing.T) {
	output := t.TempDir()
	path := filepath.Join(output, "flink/a/x")
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, nil, 0o644))
	must(t, os.Truncate(path, 64<<20+1)) // takes no room
	_, err := gittree.NewPlan(output, files{"flink/a/x": "x\n"}.tree(t), pruned)
	says(t, err, path, "must be at most 67108864 bytes long")
	_, err = gittree.NewPlan(output, files{"flink/a/y": strings.Repeat("y", 64<<20+1)}.tree(t), pruned)
	says(t, err, "flink/a/y", "must be at most 67108864 bytes long")
}
