package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

func newCheckCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "check [SPEC...]",
		Short: "Tell whether the tree is as the specs say",
		Long: `check makes the tree of the workspace, compares it with the files that are there, and prints what generate --prune
would change as a unified diff. It writes nothing.`,
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
	plan, err := gittree.NewPlan(project.output, project.Tree, gittree.Options{Prune: true, Only: project.only})
	if err != nil {
		return err
	}
	if plan.InSync() {
		return nil
	}
	if err := plan.Diff(stdout); err != nil {
		return err
	}
	report(stderr, plan, false)
	c := count(plan)
	total := c.written + c.deleted + c.kept
	if total == 0 {
		return findings{project.shown + ": the index is not up to date: run flinkustomize generate"}
	}
	return findings{fmt.Sprintf("%s: %s not as the specs say: run flinkustomize generate", project.shown, areNot(total))}
}

func areNot(n int) string {
	if n == 1 {
		return "1 file is"
	}
	return fmt.Sprintf("%d files are", n)
}
