package main

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
		Long: `presets lists the presets that a session can name in spec.preset: those that are shipped, which are never changed, and
those of the workspace's own, in the folder that spec.presets of flinkustomize.yaml names.`,
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
		Long:    `show prints the file of a preset: what a session gets that names it, unless it says otherwise itself.`,
		Example: `  flinkustomize presets show production/v2`,
		Args:    cobra.ExactArgs(1),
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

// loadPresets lists the presets that can be named in the current folder: those that are shipped and, in a workspace, which
// root is the folder of, those of its own.
func loadPresets() (here, root string, presets []preset.Preset, err error) {
	if here, err = os.Getwd(); err != nil {
		return "", "", nil, err
	}
	root, err = workspace.Find(here)
	if errors.Is(err, workspace.ErrNone) {
		return here, "", preset.Shipped(), nil
	}
	if err != nil {
		return here, "", nil, err
	}
	w, err := workspace.Load(root)
	if err == nil {
		presets, err = preset.Of(w)
	}
	return here, root, presets, fromHere(err, here, root)
}
