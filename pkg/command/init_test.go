package command

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/preset"
)

// flinkustomize runs the command in the current folder, and returns what it prints.
func flinkustomize(args ...string) (string, error) {
	var printed strings.Builder
	root := newRootCommand()
	root.SetOut(&printed)
	root.SetErr(&printed)
	root.SetArgs(args)
	err := root.Execute()
	return printed.String(), err
}

func TestGenerateWorksOnWhatInitWrites(t *testing.T) {
	for _, name := range append(preset.NewestNames(), "") {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for _, args := range [][]string{
				{"init", "--preset", name, "new/platform"},
				{"generate", "--verify"},
				{"check"},
			} {
				if printed, err := flinkustomize(args...); err != nil {
					t.Fatalf("%q: %v\n%s", args, err, printed)
				}
				if args[0] == "init" {
					t.Chdir("new/platform")
				}
			}
			if deployments, err := filepath.Glob("deploy/*/*/base/*deployment.yaml"); err != nil || len(deployments) != 1 {
				t.Errorf("there must be one session or one StreamPark, not %q (%v)", deployments, err)
			}
		})
	}
}

func TestInitReplacesNoFile(t *testing.T) {
	for _, file := range []string{"flinkustomize.yaml", "environments.yaml", "flink/analytics.yaml"} {
		t.Run(file, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte("mine"), 0o666); err != nil {
				t.Fatal(err)
			}
			_, err := flinkustomize("init")
			if err == nil || !strings.Contains(err.Error(), filepath.FromSlash(file)+" already exists") {
				t.Errorf("the file must be named: %v", err)
			}
			if text, err := os.ReadFile(file); string(text) != "mine" {
				t.Errorf("the file must stay as it was: %q (%v)", text, err)
			}
			var files int
			if err := filepath.WalkDir(".", func(_ string, entry os.DirEntry, err error) error {
				if err == nil && !entry.IsDir() {
					files++
				}
				return err
			}); err != nil || files != 1 {
				t.Errorf("nothing must be written: there are %d files (%v)", files, err)
			}
		})
	}
}

// TestInitAddsALineToGitAttributes: what is there stays, and the line comes once.
func TestInitAddsALineToGitAttributes(t *testing.T) {
	const line = "deploy/** -merge\n"
	for name, test := range map[string]struct{ before, after string }{
		"none":                                {"", line},
		"one of the user's":                   {"* text=auto\n", "* text=auto\n" + line},
		"one that does not end its last line": {"* text=auto", "* text=auto\n" + line},
		"one that has the line":               {line + "*.md text\n", line + "*.md text\n"},
		"one that has it, with CRLF":          {"deploy/** -merge\r\n", "deploy/** -merge\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if test.before != "" {
				if err := os.WriteFile(".gitattributes", []byte(test.before), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			printed, err := flinkustomize("init")
			if err != nil {
				t.Fatal(err)
			}
			if said := strings.Contains(printed, ".gitattributes"); said != (test.before != test.after) {
				t.Errorf("must say what it wrote: %s", printed)
			}
			if after, err := os.ReadFile(".gitattributes"); string(after) != test.after {
				t.Errorf("must be %q, not %q (%v)", test.after, after, err)
			}
			workspace, err := os.ReadFile("flinkustomize.yaml")
			if err != nil || !strings.Contains(string(workspace), "  output: "+initialOutput+"\n") {
				t.Errorf("the line must be about the folder that flinkustomize.yaml names: %s (%v)", workspace, err)
			}
		})
	}
}

func TestInitFollowsNoLinkOfGitAttributes(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Symlink("nothing", ".gitattributes"); err != nil {
		t.Fatal(err)
	}
	if _, err := flinkustomize("init"); err == nil || !strings.Contains(err.Error(), ".gitattributes is not a regular file") {
		t.Errorf("the link must be refused: %v", err)
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) != 1 {
		t.Errorf("nothing must be written: %v (%v)", entries, err)
	}
}

// A preset is offered in its newest version only: an older one is for sessions that have it.
func TestInitWithAPresetThatIsNotOffered(t *testing.T) {
	for name, meant := range map[string]string{"kpd/v2": "kdp/v2", "production/v1": "production/v2"} {
		t.Chdir(t.TempDir())
		_, err := flinkustomize("init", "--preset", name)
		want := fmt.Sprintf("--preset must be one of development-application/v1, development/v2, kdp-extras/v1, kdp-streampark/v1, kdp/v2, production-application/v1, production/v2, not %q: did you mean %q?", name, meant)
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
		if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
			t.Errorf("nothing must be written: %v (%v)", entries, err)
		}
	}
}

// TestInitSaysWhatToDoNext: it asks nothing, and its last words can be typed.
func TestInitSaysWhatToDoNext(t *testing.T) {
	for dir, want := range map[string]string{
		"new/platform": "\nnext:\n  cd new/platform\n  flinkustomize generate ",
		".":            "\nnext:\n  flinkustomize generate ",
	} {
		t.Chdir(t.TempDir())
		printed, err := flinkustomize("init", dir)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(printed, "wrote .gitattributes, environments.yaml") && !strings.HasPrefix(printed, "wrote environments.yaml") || !strings.Contains(printed, want) {
			t.Errorf("init %s must say %q, not:\n%s", dir, want, printed)
		}
	}
}
