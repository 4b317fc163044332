package command

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// Each story of testdata/lint starts in a folder with nothing but its own files and, in quickstart, a workspace.
func TestStoriesOfLint(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/lint",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			return os.CopyFS(filepath.Join(env.WorkDir, "quickstart"), os.DirFS("../../examples/quickstart"))
		},
	})
}
