package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
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
	known, err := loadPresets()
	if err != nil {
		return err
	}
	slices.SortFunc(known.all, func(a, b presetSource) int { return cmp.Compare(a.Object.Metadata.Name, b.Object.Metadata.Name) })
	table := tabwriter.NewWriter(visible{stdout}, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "NAME\tFILE\tDESCRIPTION")
	for _, p := range known.all {
		file := "shipped"
		if !p.Shipped {
			file = known.shown(p)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", p.Object.Metadata.Name, file, p.Object.Spec.Description)
	}
	return table.Flush()
}

func runPresetsShow(stdout io.Writer, name string) error {
	if text, ok := preset.Text(name); ok {
		_, err := stdout.Write(text)
		return err
	}
	known, err := loadPresets()
	if err != nil {
		return err
	}
	names := make([]string, len(known.all))
	for i, p := range known.all {
		names[i] = p.Object.Metadata.Name
		if names[i] == name {
			text, err := fs.ReadFile(known.files, p.Document.File)
			if err != nil {
				return err
			}
			_, err = stdout.Write(text)
			return err
		}
	}
	slices.Sort(names)
	return fmt.Errorf("the preset %s", diagnostic.OneOf(name, names))
}

type presetSource = resolve.Source[v1alpha1.Preset]

// presetList is all presets that can be named in the current folder.
type presetList struct {
	all        []presetSource
	files      fs.FS  // of the workspace
	here, root string // the current folder and the workspace's
}

// shown is the file of a preset of the workspace's own as the user would name it.
func (l presetList) shown(p presetSource) string {
	return relative(l.here, filepath.Join(l.root, filepath.FromSlash(p.Document.File)))
}

// loadPresets lists the presets that are shipped and, in a workspace, those of its own.
func loadPresets() (presetList, error) {
	list := presetList{all: preset.Shipped()}
	var err error
	if list.here, err = os.Getwd(); err != nil {
		return list, err
	}
	list.root, err = workspace.Find(list.here)
	if errors.Is(err, workspace.ErrNone) {
		return list, nil
	}
	if err != nil {
		return list, err
	}
	w, err := workspace.Load(list.root)
	if err != nil {
		return list, err
	}
	if err := w.Errors.Err(); err != nil {
		return list, fromHere(err, list.here, list.root)
	}
	list.all, list.files = append(list.all, w.Presets...), w.Files
	return list, nil
}
