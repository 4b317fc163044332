//go:build darwin || linux

package gittree_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// childRole tells a copy of the test binary what to do in place of the tests.
const childRole = "GITTREE_TEST_CHILD"

func TestMain(m *testing.M) {
	role, rest, _ := strings.Cut(os.Getenv(childRole), " ")
	door, output, _ := strings.Cut(rest, " ")
	write := doors[door]
	switch role {
	case "":
		os.Exit(m.Run())
	case "fleet": // write until killed
		for mark := byte('a'); ; mark++ {
			if _, err := write(output, fleet(&testing.B{}, killedApps, mark), pruned); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("written")
		}
	case "full": // no file may grow beyond 1,000 bytes, which fails like a full disk
		signal.Ignore(syscall.SIGXFSZ)
		limit := syscall.Rlimit{Cur: 1000, Max: 1000}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			panic(err)
		}
		_, err := write(output, big("new").tree(&testing.B{}), pruned)
		fmt.Println(err)
	case "nobody": // without the rights of root
		if os.Getuid() == 0 {
			if err := syscall.Setuid(65534); err != nil {
				panic(err)
			}
		}
		_, err := write(output, two.tree(&testing.B{}), pruned)
		fmt.Println(err)
	}
}

func child(t *testing.T, role, door, output string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	command := exec.Command(self)
	command.Env = append(os.Environ(), childRole+"="+role+" "+door+" "+output)
	return command
}

const killedApps = 25

// TestOneRunAfterAKillGivesTheExactTree: each file is old or new, and the next run finishes without force, whatever the specs say by then.
func TestOneRunAfterAKillGivesTheExactTree(t *testing.T) {
	for i := range 18 {
		output := filepath.Join(t.TempDir(), "deploy")
		command := child(t, "fleet", []string{"Write", "Apply"}[i%2], output)
		out, err := command.StdoutPipe()
		must(t, err)
		must(t, command.Start())
		if i%3 > 0 { // not only while it writes for the first time
			_, err = out.Read(make([]byte, 1))
			must(t, err)
		}
		time.Sleep(time.Duration(rand.IntN(20_000)) * time.Microsecond)
		must(t, command.Process.Kill())
		command.Wait() // it was killed

		if _, err := os.Stat(output); err != nil {
			continue // killed before it began
		}
		for path, content := range manifests(t, output) {
			if whole := len(content) == 600 && strings.Count(content, content[:1]) == 599; !whole && !strings.HasSuffix(path, "/") && !strings.Contains(path, "/.flinkustomize.tmp") {
				t.Errorf("%s is torn: %q", path, content)
			}
		}
		// Other content, fewer folders, fewer files.
		wanted := files{}
		for path := range fleet(t, killedApps-3, 'a').All() {
			if !strings.Contains(path, "overlays/test") {
				wanted[path] = "after\n"
			}
		}
		if kept := write(t, output, wanted).Kept; kept != 0 {
			t.Errorf("nothing must look edited, but %d files do", kept)
		}
		exact(t, output, wanted)
	}
}

// TestWhatAKilledRunLeavesIsFinished builds what a run leaves that is killed in the moments that chance seldom meets.
func TestWhatAKilledRunLeavesIsFinished(t *testing.T) {
	old := files{"flink/a/x": "old x\n", "flink/a/y/y": "old y\n"}
	both := line("x", "old x\n") + line("x", "new x\n") + line("y/y", "old y\n") + line("z/z", "new z\n")
	tests := map[string]files{
		"before the index of a new folder":       {"flink/n/.flinkustomize.tmp": "torn"},
		"before the index of a new first folder": {"environments/.flinkustomize.tmp": "torn"},
		"while the index is replaced":            {"flink/a/.flinkustomize.tmp": "torn"},
		"before the first file":                  {aIndex: both},
		"while a file is replaced":               {aIndex: both, "flink/a/y/.flinkustomize.tmp": "torn"},
		"between two files":                      {aIndex: both, "flink/a/x": "new x\n"},
		"in a new folder of the tree":            {"flink/.flinkustomize.tmp.7/.flinkustomize.sha256": line("x", "x\n"), "flink/.flinkustomize.tmp.7/x": "torn"},
		"in the first folder of the tree":        {".flinkustomize.tmp.0/prod/x": "torn"},
		"in a new folder":                        {aIndex: both, "flink/a/x": "new x\n", "flink/a/z/.flinkustomize.tmp": "torn"},
		"before the last index":                  {aIndex: both, "flink/a/x": "new x\n", "flink/a/z/z": "new z\n"},
	}
	for name, left := range tests {
		for spec, wanted := range map[string]files{
			"same":    {"flink/a/x": "new x\n", "flink/a/z/z": "new z\n"},
			"before":  old,
			"changed": {"flink/a/x": "newer x\n", "flink/a/w": "w\n"},
			"gone":    {"flink/other/x": "x\n"},
		} {
			for door, finish := range doors {
				t.Run(name+", spec "+spec+", "+door, func(t *testing.T) {
					output := t.TempDir()
					write(t, output, old)
					left.on(t, output)
					if p := plan(t, output, wanted, gittree.Options{Prune: true}); p.InSync() {
						t.Error("what a killed run left must not be in sync")
					}
					report, err := finish(output, wanted.tree(t), pruned)
					must(t, err)
					if report.Kept != 0 {
						t.Errorf("nothing must look edited, but %d files do", report.Kept)
					}
					exact(t, output, wanted)
				})
			}
		}
	}
}

// TestIndexComesBeforeTheFilesItSpeaksOf: else a killed run leaves files that look as if they were never ours.
func TestIndexComesBeforeTheFilesItSpeaksOf(t *testing.T) {
	output := t.TempDir()
	write(t, output, files{"flink/a/x": "old\n"})
	p := plan(t, output, files{"flink/a/x": "new\n", "flink/a/y/y": "y\n"}, gittree.Options{})
	files{"flink/a/y": "in the way\n"}.on(t, output) // so that it stops half way
	_, err := p.Apply()
	says(t, err, "must be a folder, not a file")
	equal(t, "files", files{"flink/a/x": "new\n", "flink/a/y": "in the way\n", aIndex: ownerLine + line("x", "old\n") + line("x", "new\n") + line("y/y", "y\n")}, disk(t, output))
}

func big(mark string) files {
	return files{"flink/a/x": mark + "\n", "flink/a/y": strings.Repeat(mark+"\n", 1000), "flink/a/z": mark + "\n"}
}

func TestFullDiskLeavesOldFilesWhole(t *testing.T) {
	for door := range doors {
		output := t.TempDir()
		write(t, output, big("old"))
		out, err := child(t, "full", door, output).CombinedOutput()
		must(t, err)
		if want := filepath.Join(output, "flink/a/y") + ": write: file too large"; !strings.Contains(string(out), want) {
			t.Errorf("%s: must say %q, not: %s", door, want, out)
		}
		left := big("old")
		left["flink/a/x"] = "new\n"
		equal(t, "files", left, manifests(t, output))
		equal(t, "report", gittree.Report{Updated: 2}, write(t, output, big("new")))
		exact(t, output, big("new"))
	}
}

func TestFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	dir := t.TempDir()
	for at := dir; at != os.TempDir() && at != "/"; at = filepath.Dir(at) { // nobody must be able to come here
		if err := os.Chmod(at, 0o755); err != nil {
			t.Skip(err)
		}
	}
	output := filepath.Join(dir, "deploy")
	files{"flink/a/base/kustomization.yaml": "theirs\n"}.on(t, output)
	must(t, os.Chmod(filepath.Join(output, "flink/a"), 0o555))
	must(t, os.Chmod(output, 0o555))
	t.Cleanup(func() {
		must(t, os.Chmod(output, 0o755))
		must(t, os.Chmod(filepath.Join(output, "flink/a"), 0o755))
	})
	before := disk(t, dir)
	for door := range doors {
		out, err := child(t, "nobody", door, output).CombinedOutput()
		if err != nil {
			t.Skipf("cannot run as nobody: %v %s", err, out)
		}
		if !strings.Contains(string(out), output) || !strings.Contains(string(out), "permission denied") {
			t.Errorf("%s: must name the folder and say that permission is denied, not: %s", door, out)
		}
	}
	equal(t, "files", before, disk(t, dir))
}

func TestOneRunAtATimeWrites(t *testing.T) {
	output := t.TempDir()
	write(t, output, two)
	f, err := os.Open(output)
	must(t, err)
	must(t, syscall.Flock(int(f.Fd()), syscall.LOCK_EX)) // as another run does
	for _, write := range doors {
		_, err = write(output, files{"flink/a/x": "x\n"}.tree(t), pruned)
		says(t, err, output, "one run at a time")
	}
	exact(t, output, two) // reading takes no lock
	equal(t, "nothing to write", gittree.Report{}, write(t, output, two))
	must(t, f.Close())
	write(t, output, files{"flink/a/x": "x\n"})
}

func TestRunsAtOnceTearNothing(t *testing.T) {
	output := t.TempDir()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 5 {
				_, err := doors[[]string{"Write", "Apply"}[i%2]](output, fleet(t, 10, byte('a'+i)), pruned)
				if err != nil && !strings.Contains(err.Error(), "one run at a time") && !strings.Contains(err.Error(), "plan again") {
					t.Errorf("must give up for another run, not: %v", err)
				}
			}
		})
	}
	all.Wait()
	_, err := gittree.Write(output, fleet(t, 10, 'z'), pruned)
	must(t, err)
	wanted := files{}
	for path, content := range fleet(t, 10, 'z').All() {
		wanted[path] = string(content)
	}
	exact(t, output, wanted)
}

func TestWhatChangedSincePlanningIsNotOverwritten(t *testing.T) {
	wanted := files{"flink/a/x": "new\n", "flink/a/w": "w\n", "flink/b/x": "b\n"}
	tests := map[string]func(t *testing.T, output string){
		"a file that is updated is edited": func(t *testing.T, output string) { files{"flink/a/x": "by hand\n"}.on(t, output) },
		"a file that is updated is edited to as many bytes": func(t *testing.T, output string) {
			files{"flink/a/x": "ha!\n"}.on(t, output)
			must(t, os.Chtimes(filepath.Join(output, "flink/a/x"), time.Time{}, time.Unix(1, 0))) // file systems tell no moments apart that are close
		},
		"a file that is deleted is edited": func(t *testing.T, output string) { files{"flink/a/y": "by hand\n"}.on(t, output) },
		"a file that is created is there":  func(t *testing.T, output string) { files{"flink/a/w": "by hand\n"}.on(t, output) },
		"another run wrote a folder that is as it must be": func(t *testing.T, output string) {
			write(t, output, files{"flink/a/x": "old\n", "flink/a/y": "old\n", "flink/b/x": "b\n", "flink/b/y": "y\n"})
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			write(t, output, files{"flink/a/x": "old\n", "flink/a/y": "old\n", "flink/b/x": "b\n"})
			p := plan(t, output, wanted, gittree.Options{Prune: true, Force: true})
			change(t, output)
			changed := manifests(t, output)
			_, err := p.Apply()
			says(t, err, "plan again")
			for path, content := range manifests(t, output) {
				if content != changed[path] && content != wanted[path] {
					t.Errorf("%s must be %q or as wanted, not %q", path, changed[path], content)
				}
				if was := changed[path]; (was == "by hand\n" || was == "ha!\n") && content != was {
					t.Errorf("%s must not be overwritten", path)
				}
			}
		})
	}
}

func TestPlanIsAppliedOnce(t *testing.T) {
	output := t.TempDir()
	p := plan(t, output, two, gittree.Options{})
	apply(t, p)
	_, err := p.Apply()
	says(t, err, "plan again")
	exact(t, output, maps.Clone(two))
}

func TestPipeInPlaceOfAFileIsAnError(t *testing.T) {
	output := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(output, "flink/a"), 0o755))
	must(t, syscall.Mkfifo(filepath.Join(output, "flink/a/x"), 0o644))
	_, err := gittree.NewPlan(output, files{"flink/a/x": "x\n"}.tree(t), pruned)
	says(t, err, filepath.Join(output, "flink/a/x"), "must be a regular file")
}

// TestEmptyFoldersAreRemoved: a run leaves one that is killed before its first file or after its last one.
func TestEmptyFoldersAreRemoved(t *testing.T) {
	output := t.TempDir()
	wanted := files{"flink/a/x": "x\n"}
	write(t, output, wanted)
	must(t, os.MkdirAll(filepath.Join(output, "flink/gone"), 0o755))
	must(t, os.MkdirAll(filepath.Join(output, "environments"), 0o755))
	must(t, os.MkdirAll(filepath.Join(output, "flink/mine/below"), 0o755))
	if p := plan(t, output, wanted, gittree.Options{}); !p.InSync() {
		t.Error("must not be removed without prune")
	}
	equal(t, "report", gittree.Report{}, write(t, output, wanted))
	for path, there := range map[string]bool{"flink/gone": false, "environments": false, "flink/mine/below": true, "flink/a/x": true} {
		if _, err := os.Stat(filepath.Join(output, path)); (err == nil) != there {
			t.Errorf("%s: must be there: %t: %v", path, there, err)
		}
	}
	if p := plan(t, output, wanted, gittree.Options{Prune: true}); !p.InSync() {
		t.Error("must be in sync afterwards")
	}
}

// TestNewFoldersAreWhole: a new folder of the tree comes with one rename, and does not take the place of one that somebody made meanwhile.
func TestNewFoldersAreWhole(t *testing.T) {
	output := t.TempDir()
	wanted := files{"flink/a/base/x": "x\n", "flink/a/y": "y\n"}
	p := plan(t, output, wanted, gittree.Options{})
	mine := files{"flink/a/mine": "mine\n"}
	mine.on(t, output)
	_, err := p.Apply()
	says(t, err, filepath.Join(output, "flink/a"), "must not change between planning and applying")
	equal(t, "files", mine, manifests(t, output))
	write(t, output, wanted)
	for _, path := range []string{"flink/a/base/x", "flink/a/mine"} {
		if _, err := os.Stat(filepath.Join(output, path)); err != nil {
			t.Error(err)
		}
	}
}
