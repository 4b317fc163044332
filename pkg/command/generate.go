package command

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// generateFlags are the flags of generate.
type generateFlags struct {
	output                                       string
	prune, force, verify, dryRun, diff, exitCode bool
}

func newGenerateCommand() *cobra.Command {
	var screen screen
	var flags generateFlags
	cmd := &cobra.Command{
		Use:   "generate [SPEC...]",
		Short: "Write the tree of the workspace",
		Long: `generate makes the tree that the specs ask for and updates the files that differ from it.

SPEC is a file or folder with specs; it selects what is written and pruned, while the whole workspace is always read and
checked. Folders of sessions that do not exist yet are always written.
A file that was edited by hand is reported and kept unless --force is given; one that was never generated is never touched.
Nothing is written when a spec is wrong.`,
		Example: `  flinkustomize generate
  flinkustomize generate flink/analytics.yaml --diff
  flinkustomize generate --prune --exit-code   # for pre-commit`,
		RunE: func(cmd *cobra.Command, specs []string) error {
			screen.out, screen.err = cmd.OutOrStdout(), cmd.ErrOrStderr()
			return screen.finish(runGenerate(&screen, flags, specs))
		},
	}
	f := cmd.Flags()
	f.StringVarP(&flags.output, "output", "o", "", "folder to write to, instead of the workspace's")
	f.BoolVar(&flags.prune, "prune", false, "delete generated files that no spec asks for any more")
	f.BoolVar(&flags.force, "force", false, "replace files that were edited by hand")
	f.BoolVar(&flags.verify, "verify", false, "build every overlay with kustomize first and compare the result")
	f.BoolVar(&flags.dryRun, "dry-run", false, "show what would change, and write nothing")
	f.BoolVar(&flags.diff, "diff", false, "print what changes as a unified diff")
	f.BoolVar(&flags.exitCode, "exit-code", false, "exit with 1 when anything changed, or a generated file is not tracked by Git")
	screen.addFindingFlags(cmd)
	screen.addFlags(cmd, "print only errors, files that could not be written, and the diff of --diff", "name each file that is written")
	return cmd
}

func runGenerate(screen *screen, flags generateFlags, specs []string) error {
	progress := screen.newProgress(patience)
	options := gittree.Options{Prune: flags.prune, Force: flags.force}
	project, plan, err := planned(progress, flags.output, specs, options, flags.verify)
	progress.end()
	if err != nil {
		return err
	}
	defer plan.Close()
	if flags.diff {
		if err := plan.Diff(screen.diffs()); err != nil {
			return err
		}
	}
	screen.found(project.Findings)
	screen.found(planFindings(project.shown, plan))
	guarded, err := project.guarded(plan)
	if err != nil {
		return err
	}
	screen.found(guarded.findings)
	if guarded.findings.HasErrors() {
		guarded.note(screen)
		return failure{project.shown + ": nothing is written"}
	}
	noteChanges(screen, project.shown, plan, screen.verbose || flags.dryRun && !flags.diff)
	counts := count(plan)
	if !flags.dryRun {
		progress := screen.newProgress(patience)
		progress.at("writing " + project.shown)
		_, err := plan.Apply()
		progress.end()
		if err != nil {
			return err
		}
	}
	screen.notef("%s%s", summary(project.shown, counts, flags.dryRun), project.proved())
	guarded.note(screen)
	if flags.exitCode && counts.changed {
		return failure{}
	}
	if flags.exitCode {
		return reportUntracked(screen, project)
	}
	return nil
}

// planned loads the workspace of the current folder and compares its tree with the output folder.
func planned(progress *progress, output string, specs []string, options gittree.Options, verify bool) (*project, *gittree.Plan, error) {
	progress.at("reading the specs")
	project, err := loadProject(output, specs, head)
	if err != nil {
		return nil, nil, err
	}
	if verify {
		progress.at("building every overlay with kustomize")
		before := time.Now()
		if err := project.Verify(); err != nil {
			return nil, nil, err
		}
		project.verifying = time.Since(before)
	}
	progress.at("comparing with " + project.shown)
	options.Only, options.Owner, options.Within = project.only, project.name, project.within
	plan, err := gittree.NewPlan(project.folder, project.Tree, options)
	return project, plan, err
}

// counts are the files of a plan by what becomes of them.
type counts struct {
	written, deleted, kept int

	changed bool // anything is written or deleted, an index among it
}

func count(plan *gittree.Plan) counts {
	c := counts{changed: !plan.InSync()}
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
	total := c.written + c.deleted + c.kept
	switch {
	case !c.changed:
		return output + " is up to date"
	case total == 0 && dryRun:
		return output + ": the index would be rewritten"
	case total == 0:
		return output + ": the index was rewritten"
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

// proved says what --verify found, after the summary; nothing without it.
func (p *project) proved() string {
	var built []string
	if n := p.Verified.Overlays; n > 0 {
		built = append(built, plural(n, "overlay"))
	}
	if n := p.Verified.Bases; n > 0 {
		built = append(built, plural(n, "base"))
	}
	if len(built) == 0 {
		return ""
	}
	return fmt.Sprintf("; %s with %s, built by kustomize in %.1f s, match the specs",
		strings.Join(built, " and "), plural(p.Verified.Objects, "object"), p.verifying.Seconds())
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func files(n int) string { return plural(n, "file") }
