package command

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// Each story of testdata/import starts in a folder with nothing but its own files.
func TestStoriesOfImport(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/import",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
	})
}
