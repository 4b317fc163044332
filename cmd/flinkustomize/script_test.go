package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"flinkustomize": main})
}

// Each story of testdata/script starts in a copy of the quickstart's specs, without their tree.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"} {
				env.Setenv(name, "a")
			}
			for _, name := range []string{"GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"} {
				env.Setenv(name, "a@example.com")
			}
			workspace := filepath.Join(env.WorkDir, "ws")
			env.Cd = workspace
			if err := os.CopyFS(workspace, os.DirFS("../../examples/quickstart")); err != nil {
				return err
			}
			return os.RemoveAll(filepath.Join(workspace, "deploy"))
		},
	})
}
