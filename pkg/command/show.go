package command

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/internal/effective"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

func newShowCommand() *cobra.Command {
	var environment string
	output := outputYAML
	cmd := &cobra.Command{
		Use:   "show [SPEC]",
		Short: "Show what a spec is in each environment, and where each value comes from",
		Long: `show prints a spec as it is in each of its environments, with the values of all levels of precedence and the settings of the
environment inline. Behind each value stands the level that gives it and the line where it does: default, a preset, the Environment,
spec.environment, spec or spec.environments. It shows specs that have findings, too, and checks nothing.

SPEC is a file, KIND/NAME or NAME; in a workspace with one spec it may be left out. -o wide also names the lower levels that give
a value, which the first one wins over.`,
		Example: `  flinkustomize show analytics --environment prod
  flinkustomize show FlinkSession/analytics -o wide
  flinkustomize show flink/analytics.yaml -o json`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return completed(effective.Names), cobra.ShellCompDirectiveDefault // files where no name fits
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runShow(cmd.OutOrStdout(), strings.Join(args, ""), environment, output)
		},
	}
	addEnvironmentFlag(cmd, &environment, "show this environment alone")
	addOutputFlag(cmd, &output, outputYAML, outputWide, outputJSON)
	return cmd
}

func runShow(stdout io.Writer, spec, environment, output string) error {
	here, w, err := openWorkspace()
	if err != nil {
		return err
	}
	if strings.HasSuffix(spec, ".yaml") || strings.HasSuffix(spec, ".yml") {
		if spec, err = workspacePath(w.Root, spec); err != nil {
			return err
		}
	}
	specs, err := effective.Of(w, spec, environment)
	var missing *effective.NotFoundError
	if errors.As(err, &missing) {
		return failure{missing.Error()}
	}
	for _, s := range specs {
		nameFiles(s.Values, here, w.Root)
	}
	if writeErr := writeSpecs(stdout, output, specs); writeErr != nil {
		return writeErr
	}
	return fromHere(err, here, w.Root)
}

// nameFiles names the files of values as the user would in the current folder.
func nameFiles(values []effective.Value, here, root string) {
	name := func(o *effective.Origin) {
		if o.File != "" {
			o.File = relative(here, filepath.Join(root, filepath.FromSlash(o.File)))
		}
	}
	for i := range values {
		name(&values[i].Origin)
		for j := range values[i].Over {
			name(&values[i].Over[j])
		}
	}
}

func writeSpecs(stdout io.Writer, output string, specs []effective.Spec) error {
	if output == outputJSON {
		if specs == nil {
			return nil
		}
		return writeJSON(stdout, specs)
	}
	for i, s := range specs {
		text, err := s.YAML(output == outputWide)
		if err != nil {
			return err
		}
		if i > 0 {
			text = append([]byte("---\n"), text...)
		}
		if _, err := (visible{stdout}).Write(text); err != nil {
			return err
		}
	}
	return nil
}

// openWorkspace reads flinkustomize.yaml of the workspace of the current folder.
func openWorkspace() (here string, w *workspace.Workspace, err error) {
	if here, err = os.Getwd(); err != nil {
		return "", nil, err
	}
	root, err := workspace.Find(here)
	if err != nil {
		return here, nil, err
	}
	w, err = workspace.Load(root)
	return here, w, fromHere(err, here, root)
}

// completed are the names that a shell completes; none in a workspace that cannot be read.
func completed(names func(*workspace.Workspace) ([]string, error)) []string {
	_, w, err := openWorkspace()
	if err != nil {
		return nil
	}
	all, err := names(w)
	if err != nil {
		return nil
	}
	return all
}
