package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

func newCheckCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "check [SPEC...]",
		Short: "Tell whether the tree is as the specs say",
		Long: `check makes the tree of the workspace, compares it with the files that are there, and prints what generate --prune
would change as a unified diff. In a Git work tree it also names generated files that Git does not track. It writes
nothing.`,
		Example: `  flinkustomize check`,
		RunE: func(cmd *cobra.Command, specs []string) error {
			return runCheck(cmd.OutOrStdout(), cmd.ErrOrStderr(), output, specs)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "folder to compare with, instead of the workspace's")
	return cmd
}

func runCheck(stdout, stderr io.Writer, output string, specs []string) error {
	project, err := loadProject(output, specs)
	if err != nil {
		return err
	}
	plan, err := gittree.NewPlan(project.output, project.Tree, gittree.Options{Prune: true, Only: project.only, Owner: project.name})
	if err != nil {
		return err
	}
	if plan.InSync() {
		return reportUntracked(stderr, project)
	}
	if err := plan.Diff(stdout); err != nil {
		return err
	}
	report(stderr, project.shown, plan, false)
	c := count(plan)
	total := c.written + c.deleted + c.kept
	if total == 0 {
		return findings{fmt.Sprintf("%s: the index is not up to date: run %s", project.shown, remedy(plan))}
	}
	return findings{fmt.Sprintf("%s: %s not as the specs say: run %s", project.shown, areNot(total), remedy(plan))}
}

// remedy is the command after which check has nothing to say.
func remedy(plan *gittree.Plan) string {
	prune, force := "", ""
	for _, change := range plan.Changes {
		switch {
		case change.Action == gittree.Delete || change.Action == gittree.Stale:
			prune = " --prune"
		case change.Action == gittree.Edited && change.New() == nil:
			prune, force = " --prune", " --force"
		case change.Action == gittree.Edited:
			force = " --force"
		}
	}
	return "flinkustomize generate" + prune + force
}

// reportUntracked names the generated files that a commit would leave out.
func reportUntracked(w io.Writer, p *project) error {
	paths := untracked(p.output, p.Tree)
	if len(paths) == 0 {
		return nil
	}
	for _, path := range paths {
		fmt.Fprintf(w, "%s is not tracked by Git\n", filepath.Join(p.shown, filepath.FromSlash(path)))
	}
	return findings{fmt.Sprintf("%s: %s not tracked by Git: run git add %s", p.shown, areNot(len(paths)), p.shown)}
}

func areNot(n int) string {
	if n == 1 {
		return "1 file is"
	}
	return fmt.Sprintf("%d files are", n)
}
