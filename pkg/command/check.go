package command

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

func newCheckCommand() *cobra.Command {
	var screen screen
	var output string
	cmd := &cobra.Command{
		Use:   "check [SPEC...]",
		Short: "Check that the tree matches the specs",
		Long: `check compares the tree that the specs ask for with the files in the output folder, and prints what generate --prune would
change as a unified diff; before the first generate, it prints one line instead. In a Git work tree it also names generated
files that Git does not track. It writes nothing.`,
		Example: `  flinkustomize check
  flinkustomize check flink/analytics.yaml --quiet`,
		RunE: func(cmd *cobra.Command, specs []string) error {
			screen.out, screen.err = cmd.OutOrStdout(), cmd.ErrOrStderr()
			return screen.finish(runCheck(&screen, output, specs))
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "folder to compare with, instead of the workspace's")
	screen.addFindingFlags(cmd)
	screen.addFlags(cmd, "print no diff", "name each file that differs from the specs or that Git does not track")
	return cmd
}

func runCheck(screen *screen, output string, specs []string) error {
	progress := screen.newProgress(patience)
	project, plan, err := planned(progress, output, specs, gittree.Options{Prune: true}, false)
	progress.end()
	if err != nil {
		return err
	}
	defer plan.Close()
	screen.found(project.Findings)
	guarded, err := project.guarded(plan)
	if err != nil {
		return err
	}
	screen.found(guarded.findings)
	err = reportDrift(screen, project, plan, len(specs) == 0)
	guarded.note(screen)
	return err
}

// reportDrift says how the output folder differs from the specs.
func reportDrift(screen *screen, project *project, plan *gittree.Plan, all bool) error {
	if plan.InSync() {
		if err := reportUntracked(screen, project); err != nil {
			return err
		}
		screen.notef("%s", summary(project.shown, count(plan), false))
		return nil
	}
	if plan.Fresh() && all { // a diff would be the whole tree
		if screen.format != format.Text {
			screen.found(diagnostic.Findings{inOutput(project.shown, "", "nothing is generated yet: run flinkustomize generate", diagnostic.RuleDrift)})
		}
		return failure{project.shown + ": nothing is generated yet: run flinkustomize generate"}
	}
	if !screen.quiet && screen.format == format.Text {
		if err := plan.Diff(screen.diffs()); err != nil {
			return err
		}
	}
	screen.found(planFindings(project.shown, plan))
	noteChanges(screen, project.shown, plan, screen.verbose)
	if screen.format != format.Text {
		screen.found(drift(project.shown, plan)) // in text, that is the diff
	}
	c := count(plan)
	total := c.written + c.deleted + c.kept
	if total == 0 {
		return failure{fmt.Sprintf("%s: the index is not up to date: run %s", project.shown, remedy(plan))}
	}
	return failure{fmt.Sprintf("%s: %s from the specs: run %s", project.shown, differ(total), remedy(plan))}
}

// remedy is the command after which check finds nothing.
func remedy(plan *gittree.Plan) string {
	prune, force := "", ""
	for _, change := range plan.Changes {
		switch {
		case change.Action == gittree.Delete && !change.Unreferenced || change.Action == gittree.Stale:
			prune = " --prune"
		case change.Action == gittree.Edited && change.New() == nil:
			prune, force = " --prune", " --force"
		case change.Action == gittree.Edited:
			force = " --force"
		}
	}
	return "flinkustomize generate" + prune + force
}

// maxUntracked is how many files that Git does not track are named, unless all are asked for.
const maxUntracked = 5

// reportUntracked names generated files that a commit would leave out. Before the first git add that is all of them, which is
// one thing to say.
func reportUntracked(screen *screen, p *project) error {
	paths, total, err := untracked(p)
	if err != nil || len(paths) == 0 {
		return err
	}
	if screen.format != format.Text {
		screen.found(untrackedFindings(p.shown, paths))
	}
	if len(paths) == total && !screen.verbose {
		return failure{fmt.Sprintf("%s: no generated file is tracked by Git yet: run git add %s", p.shown, p.shown)}
	}
	for i, path := range paths {
		if i == maxUntracked && !screen.verbose {
			screen.notef("... and %d more, which --verbose names", len(paths)-i)
			break
		}
		screen.notef("%s is not tracked by Git", filepath.Join(p.shown, filepath.FromSlash(path)))
	}
	them := "them"
	if len(paths) == 1 {
		them = "it"
	}
	return failure{fmt.Sprintf("%s: %s not tracked by Git: run git add %s; a .gitignore may exclude %s", p.shown, are(len(paths)), p.shown, them)}
}

func differ(n int) string {
	if n == 1 {
		return "1 file differs"
	}
	return fmt.Sprintf("%d files differ", n)
}

func are(n int) string {
	if n == 1 {
		return "1 file is"
	}
	return fmt.Sprintf("%d files are", n)
}
