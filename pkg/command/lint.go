package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lint/input"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func newLintCommand() *cobra.Command {
	var screen screen
	var options input.Options
	cmd := &cobra.Command{
		Use:   "lint [FILE|DIR|-]...",
		Short: "Check custom resources of Flink, whoever wrote them, and specs",
		Long: `lint says what an API server, the Flink Kubernetes Operator or Flink will not take of FlinkDeployments, FlinkSessionJobs,
FlinkStateSnapshots and FlinkBlueGreenDeployments. It asks no cluster, fetches nothing and writes nothing.

FILE holds YAML, DIR is checked with all that is below it, - is standard input; without any, it is the current folder.
A folder with a kustomization is built first, as kubectl apply -k does. Of several in DIR those are built that no other
one uses, and what a kustomization names, such as a patch, is not checked by itself. Specs are checked with their
workspace, whose output folder is passed over. Hidden folders and links out of DIR are not read.

The release of the operator is that of --operator, or the one that the environments of the workspace around name, or
the latest. The version of Flink is that of --flink, or spec.flinkVersion.`,
		Example: `  flinkustomize lint flinkdeployment.yaml
  flinkustomize lint --operator 1.12 deploy
  kustomize build overlays/prod | flinkustomize lint -`,
		RunE: func(cmd *cobra.Command, arguments []string) error {
			screen.out, screen.err = cmd.OutOrStdout(), cmd.ErrOrStderr()
			options.Stdin = cmd.InOrStdin()
			return screen.finish(runLint(&screen, options, arguments))
		},
	}
	f := cmd.Flags()
	f.Var(releaseFlag{&options.Operator}, "operator", "release of the operator, such as 1.15")
	f.Var(flinkFlag{&options.Flink}, "flink", "version of Flink, such as 1.20")
	f.Var(rulesFlag{&options.Disabled}, "disable", "id of a rule to leave out, such as default-image; more of them with commas, or the flag again")
	screen.addFindingFlags(cmd)
	f.BoolVarP(&screen.quiet, "quiet", "q", false, "print nothing but errors")
	completeLint(cmd)
	return cmd
}

// completeLint lets shells complete the values of flags.
func completeLint(cmd *cobra.Command) {
	var releases, versions, rules []string
	for _, release := range operator.Releases() {
		releases = append(releases, release.String())
	}
	for _, enum := range operator.Latest().FlinkVersionEnums() {
		versions = append(versions, operator.FlinkMinor(enum))
	}
	for _, rule := range input.Rules() {
		rules = append(rules, cobra.CompletionWithDesc(rule.ID(), rule.Summary()))
	}
	for flag, values := range map[string][]string{"operator": releases, "flink": versions, "disable": rules} {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // the flags are there
	}
}

func runLint(screen *screen, options input.Options, arguments []string) error {
	progress := screen.newProgress(patience)
	progress.at("checking")
	report, err := input.Lint(options, arguments...)
	progress.end()
	if err != nil {
		return err
	}
	screen.found(report.Findings)
	if !report.Read {
		return errors.New("nothing could be read")
	}
	checked := plural(report.Objects, "custom resource")
	if report.Workspaces > 0 {
		checked += " and the specs of " + plural(report.Workspaces, "workspace")
	}
	screen.notef("%s checked: %s", checked, verdict(report.Findings))
	return nil
}

// verdict counts findings.
func verdict(findings diagnostic.Findings) string {
	errors := 0
	for _, f := range findings {
		if f.Severity == diagnostic.SeverityError {
			errors++
		}
	}
	var parts []string
	if errors > 0 {
		parts = append(parts, plural(errors, "error"))
	}
	if warnings := len(findings) - errors; warnings > 0 {
		parts = append(parts, plural(warnings, "warning"))
	}
	if len(parts) == 0 {
		return "nothing found"
	}
	return strings.Join(parts, ", ")
}

// releaseFlag takes a release of the operator.
type releaseFlag struct{ release *operator.Release }

func (f releaseFlag) String() string {
	if f.release == nil || (*f.release == operator.Release{}) {
		return ""
	}
	return f.release.String()
}

func (f releaseFlag) Set(text string) (err error) {
	*f.release, err = operator.ParseRelease(text)
	return err
}

func (f releaseFlag) Type() string { return "string" }

// flinkFlag takes a version of Flink, with or without the number of a patch.
type flinkFlag struct{ version *flink.Version }

func (f flinkFlag) String() string {
	if f.version == nil || f.version.IsZero() {
		return ""
	}
	return f.version.String()
}

func (f flinkFlag) Set(text string) error {
	if strings.Count(text, ".") == 1 {
		text += ".0"
	}
	version, err := flink.ParseVersion(text)
	if err != nil {
		return fmt.Errorf("must be a version of Flink from %d.%d to %d.%d, such as 1.20, not %s",
			flink.Oldest.Major, flink.Oldest.Minor, flink.Newest.Major, flink.Newest.Minor, diagnostic.Quote(strings.TrimSuffix(text, ".0")))
	}
	*f.version = version
	return nil
}

func (f flinkFlag) Type() string { return "string" }

// rulesFlag takes ids of rules.
type rulesFlag struct{ rules *[]diagnostic.Rule }

func (f rulesFlag) String() string {
	if f.rules == nil {
		return ""
	}
	ids := make([]string, len(*f.rules))
	for i, rule := range *f.rules {
		ids[i] = rule.ID()
	}
	return strings.Join(ids, ",")
}

func (f rulesFlag) Set(text string) error {
	for id := range strings.SplitSeq(text, ",") {
		rule, err := diagnostic.ParseRuleOf(strings.TrimSpace(id), input.Rules())
		if err != nil {
			return err
		}
		if !slices.Contains(*f.rules, rule) {
			*f.rules = append(*f.rules, rule)
		}
	}
	return nil
}

func (f rulesFlag) Type() string { return "rule" }
