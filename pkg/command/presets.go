package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

func newPresetsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "presets",
		Short: "List the presets",
		Long: `presets lists the presets that a spec can name in spec.preset: the shipped ones, which never change, and the
workspace's own, in the folder that spec.presets of flinkustomize.yaml names.`,
		Example: `  flinkustomize presets
  flinkustomize presets show production/v2`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runPresets(cmd.OutOrStdout())
		},
	}
	cmd.AddCommand(newPresetsShowCommand())
	return cmd
}

func newPresetsShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show NAME",
		Short:   "Print a preset",
		Long:    `show prints the file of a preset: what a spec that names it gets, unless the spec itself sets it.`,
		Example: `  flinkustomize presets show production/v2`,
		Args:    cobra.ExactArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return presetCompletions(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runPresetsShow(cmd.OutOrStdout(), args[0])
		},
	}
}

func runPresets(stdout io.Writer) error {
	here, root, presets, err := loadPresets()
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(visible{stdout}, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "NAME\tFILE\tDESCRIPTION")
	for _, p := range presets {
		file := "shipped"
		if p.File != "" {
			file = relative(here, filepath.Join(root, filepath.FromSlash(p.File)))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", p.Metadata.Name, file, p.Spec.Description)
	}
	return table.Flush()
}

func runPresetsShow(stdout io.Writer, name string) error {
	_, _, presets, err := loadPresets()
	if err != nil {
		presets = preset.Shipped() // what a workspace says does not matter to them
	}
	names := make([]string, len(presets))
	for i, p := range presets {
		names[i] = p.Metadata.Name
		if names[i] == name {
			_, err := stdout.Write(p.Text)
			return err
		}
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("the preset %s", diagnostic.OneOf(name, names))
}

// presetCompletions are the names of presets with what they are for; of the shipped ones alone where a workspace cannot be read.
func presetCompletions() []string {
	_, _, presets, err := loadPresets()
	if err != nil {
		presets = preset.Shipped()
	}
	names := make([]string, len(presets))
	for i, p := range presets {
		names[i] = cobra.CompletionWithDesc(p.Metadata.Name, p.Spec.Description)
	}
	return names
}

// loadPresets lists the presets that can be named in the current folder: those that are shipped and, in a workspace, which
// root is the folder of, those of its own.
func loadPresets() (here, root string, presets []preset.Preset, err error) {
	if here, err = os.Getwd(); err != nil {
		return "", "", nil, err
	}
	root, err = workspace.Find(here)
	if errors.Is(err, workspace.ErrNotFound) {
		return here, "", preset.Shipped(), nil
	}
	if err != nil {
		return here, "", nil, err
	}
	w, err := workspace.Load(root)
	if err == nil {
		presets, err = preset.List(w)
	}
	return here, root, presets, fromHere(err, here, root)
}
