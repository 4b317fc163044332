package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// generateFlags are the flags of generate.
type generateFlags struct {
	output                                       string
	prune, force, verify, dryRun, diff, exitCode bool
}

func newGenerateCommand() *cobra.Command {
	var flags generateFlags
	cmd := &cobra.Command{
		Use:   "generate [SPEC...]",
		Short: "Write the tree of the workspace",
		Long: `generate makes the tree of the workspace and writes the files that are not as they should be.

SPEC is a file or folder with specs; it selects what is written, while the workspace is always read and checked whole.
A file that was edited by hand is reported and kept unless --force; one that was never flinkustomize's is never touched.
Nothing is written when a spec is wrong.`,
		Example: `  flinkustomize generate
  flinkustomize generate flink/analytics.yaml --diff
  flinkustomize generate --prune --exit-code   # for pre-commit`,
		RunE: func(cmd *cobra.Command, specs []string) error {
			return runGenerate(cmd.OutOrStdout(), cmd.ErrOrStderr(), flags, specs)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&flags.output, "output", "o", "", "folder to write to, instead of the workspace's")
	f.BoolVar(&flags.prune, "prune", false, "delete files that flinkustomize wrote and that no spec asks for any more")
	f.BoolVar(&flags.force, "force", false, "replace files that were edited by hand")
	f.BoolVar(&flags.verify, "verify", false, "build every overlay with kustomize first and compare what comes out")
	f.BoolVar(&flags.dryRun, "dry-run", false, "say what would change, and write nothing")
	f.BoolVar(&flags.diff, "diff", false, "print what changes as a unified diff")
	f.BoolVar(&flags.exitCode, "exit-code", false, "exit with 1 when anything changed")
	return cmd
}

func runGenerate(stdout, stderr io.Writer, flags generateFlags, specs []string) error {
	project, err := loadProject(flags.output, specs)
	if err != nil {
		return err
	}
	if flags.verify {
		if err := project.Verify(); err != nil {
			return err
		}
	}
	plan, err := gittree.NewPlan(project.output, project.Tree, gittree.Options{Prune: flags.prune, Force: flags.force, Only: project.only})
	if err != nil {
		return err
	}
	if flags.diff {
		if err := plan.Diff(stdout); err != nil {
			return err
		}
	}
	kept := report(stderr, plan, flags.dryRun && !flags.diff)
	counts := count(plan)
	if !flags.dryRun {
		if _, err := plan.Apply(); err != nil {
			return err
		}
	}
	fmt.Fprintln(stderr, summary(project.shown, counts, flags.dryRun))
	if kept || flags.exitCode && counts.changed() {
		return findings{}
	}
	return nil
}

// report prints what the plan found. It tells whether files that are wanted are kept from being written.
func report(w io.Writer, plan *gittree.Plan, all bool) (kept bool) {
	for _, notice := range plan.Notices {
		fmt.Fprintln(w, notice)
	}
	for _, change := range plan.Changes {
		switch change.Action {
		case gittree.Edited, gittree.Foreign:
			kept = true
		case gittree.Stale:
		default:
			if !all {
				continue
			}
		}
		fmt.Fprintln(w, describe(change))
	}
	return kept
}

// hints say what a user can do about a file that is kept.
var hints = map[gittree.Action]string{
	gittree.Edited:  "was edited by hand and is kept: put the change into the spec, or replace the file with --force",
	gittree.Foreign: "was not written by flinkustomize and is kept: move it away",
	gittree.Stale:   "is no longer asked for and is kept: delete it with --prune",
}

func describe(change gittree.Change) string {
	hint, ok := hints[change.Action]
	if !ok {
		return fmt.Sprintf("%s %s", change.Action, change.Path)
	}
	if change.Reason != "" {
		hint = change.Reason + "; it " + strings.TrimPrefix(hint, "was edited by hand and ")
	}
	return change.Path + " " + hint
}

// counts are the files of a plan by what becomes of them.
type counts struct{ written, deleted, kept int }

func (c counts) changed() bool { return c.written+c.deleted > 0 }

func count(plan *gittree.Plan) counts {
	var c counts
	for _, change := range plan.Changes {
		switch change.Action {
		case gittree.Create, gittree.Update:
			c.written++
		case gittree.Delete:
			c.deleted++
		default:
			c.kept++
		}
	}
	return c
}

// summary is the one line at the end.
func summary(output string, c counts, dryRun bool) string {
	if c == (counts{}) {
		return output + " is up to date"
	}
	verb := ""
	if dryRun {
		verb = "would be "
	}
	parts := []string{}
	for _, part := range []struct {
		n    int
		what string
	}{{c.written, verb + "written"}, {c.deleted, verb + "deleted"}, {c.kept, "kept"}} {
		if part.n > 0 {
			parts = append(parts, files(part.n)+" "+part.what)
		}
	}
	return output + ": " + strings.Join(parts, ", ")
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}
