package command

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/effective"
	"github.com/flinkustomize/flinkustomize/pkg/review"
	"github.com/flinkustomize/flinkustomize/pkg/review/format"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	mergeBase, format string
	environments      []string
	failOn            string
	exitCode, all     bool
}

func newDiffCommand() *cobra.Command {
	var screen screen
	flags := diffFlags{format: format.Text}
	cmd := &cobra.Command{
		Use:   "diff [REV] [SPEC...]",
		Short: "Show what merging the specs does to jobs, state and users",
		Long: `diff compares the tree that a commit has with what the specs of the work tree ask for, object by object, and shows what
becomes of each object that differs: whether it changes in place, its processes restart, its jobs come back, state is deleted or
left behind, or the cluster refuses it. The worst stands first. Generate need not have run. It writes nothing.

REV is a commit, such as main or v1.0; HEAD by default, and the files in the output folder where nothing is committed. SPEC is a
file or folder with specs, to which diff is limited. As with git diff, an argument that is a file is a SPEC, and -- stands
between REV and SPEC where that is not clear.

Classes, the least first: ` + strings.Join(allClassIDs(), ", ") + `.`,
		Example: `  flinkustomize diff
  flinkustomize diff main flink/analytics.yaml
  flinkustomize diff --merge-base origin/main --format markdown   # for a pull request
  flinkustomize diff --fail-on restart-jobs-lost`,
		RunE: func(cmd *cobra.Command, args []string) error {
			screen.out, screen.err = cmd.OutOrStdout(), cmd.ErrOrStderr()
			screen.format = format.Text
			revision, specs, err := revisionAndSpecs(args, cmd.ArgsLenAtDash())
			if err != nil {
				return err
			}
			return screen.finish(runDiff(&screen, flags, revision, specs))
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.mergeBase, "merge-base", "", "compare with the commit at which HEAD left this branch, instead of REV")
	f.StringSliceVar(&flags.environments, "environment", nil, "show only this environment; may be given several times")
	f.Var(oneOf(&flags.format, format.Names), "format", "text, markdown (for pull requests, at most 64,000 bytes), or json (complete)")
	completeFlag(cmd, "environment", func() []string { return completed(effective.Environments) })
	f.BoolVar(&flags.exitCode, "exit-code", false, "exit with 1 when anything changes")
	f.Var(oneOf(&flags.failOn, allClassIDs()), "fail-on", "exit with 1 when something is of this class or a worse one, or cannot be compared")
	f.BoolVar(&flags.all, "all", false, "show every field, every app, and how many objects do not change")
	return cmd
}

func allClassIDs() []string {
	var ids []string
	for _, class := range impact.Classes() {
		if class != impact.None {
			ids = append(ids, class.ID())
		}
	}
	return ids
}

// revisionAndSpecs tells the arguments apart as git diff does; dash is how many stand before --, and negative without one.
func revisionAndSpecs(args []string, dash int) (revision string, specs []string, err error) {
	if dash > 1 {
		return "", nil, fmt.Errorf("one REV at most must stand before --, not %d", dash)
	}
	if dash == 1 {
		return args[0], args[1:], nil
	}
	if dash == 0 || len(args) == 0 {
		return "", args, nil
	}
	if _, err := os.Lstat(args[0]); err == nil {
		return "", args, nil
	}
	return args[0], args[1:], nil
}

func runDiff(screen *screen, flags diffFlags, revision string, specs []string) error {
	if revision != "" && flags.mergeBase != "" {
		return fmt.Errorf("REV and --merge-base must not be given together: %s is no file, and so taken for a REV", diagnostic.Quote(revision))
	}
	from := head
	if revision != "" {
		from = func(place review.Place) (*review.Old, error) { return review.AtRevision(place, revision) }
	}
	if flags.mergeBase != "" {
		from = func(place review.Place) (*review.Old, error) { return review.AtMergeBase(place, flags.mergeBase) }
	}
	progress := screen.newProgress(patience)
	progress.at("reading the specs and the old tree")
	project, err := loadProject("", specs, from)
	var r review.Review
	if err == nil {
		r, err = project.review(flags.environments)
	}
	progress.end()
	if err != nil {
		return err
	}
	out := screen.out
	if flags.format == format.Text {
		out = visible{out}
	}
	if err := format.Write(out, flags.format, r, format.Options{All: flags.all}); err != nil {
		return err
	}
	return flags.failure(r)
}

// review says what the specs change in some environments; in all where none is named.
func (p *project) review(environments []string) (review.Review, error) {
	none := review.Review{}
	old, err := p.old()
	if err != nil {
		return none, err
	}
	if old == nil {
		plan, err := gittree.NewPlan(p.folder, p.Tree, gittree.Options{Prune: true, Owner: p.name, Within: p.within})
		if err != nil {
			return none, err
		}
		defer plan.Close()
		if old, err = p.onDisk(plan); err != nil {
			return none, err
		}
	}
	options := review.Options{Environments: environments}
	if p.only != nil {
		options.Folder = func(folder string) bool { return slices.Contains(p.only, folder) }
	}
	r, err := review.Compare(old, p.Result, options)
	if err != nil {
		return none, err
	}
	for _, name := range environments {
		if !slices.Contains(r.Environments, name) {
			if len(r.Environments) == 0 {
				return none, errors.New("--environment must not be given: there are no environments")
			}
			return none, fmt.Errorf("--environment %s", diagnostic.OneOf(name, r.Environments))
		}
	}
	r.Acknowledged = p.guard.Acknowledged
	return r, nil
}

// failure is what --exit-code and --fail-on make of a review.
func (f diffFlags) failure(r review.Review) error {
	if f.exitCode && len(r.Changes)+len(r.Uncompared) > 0 {
		return failure{}
	}
	if worst, ok := impact.ParseClass(f.failOn); ok && (len(r.Uncompared) > 0 || slices.ContainsFunc(r.Changes, func(c impact.Change) bool { return c.Class.Compare(worst) >= 0 })) {
		return failure{}
	}
	return nil
}
