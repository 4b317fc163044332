package command

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/schema"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// workspaces has a flinkustomize.yaml, and one folder with specs for the newest version of each shipped preset, named like
// the preset, and for none, named plain.
//
//go:embed init
var workspaces embed.FS

func newInitCommand() *cobra.Command {
	var presetName string
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a workspace to start with",
		Long: `init writes flinkustomize.yaml, environments.yaml and a spec, here or in DIR: a session, or what the preset is
for. You can run generate at once; replace the names by your own. It never replaces a file.

It adds a line to .gitattributes so that Git writes no conflict markers into generated files when two branches are merged: run
generate after the merge.

It also writes a JSON Schema, which the first line of each document names, so that an editor with yaml-language-server
completes and checks the fields.`,
		Example: `  flinkustomize init
  flinkustomize init --preset production/v2 platform`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return runInit(cmd.ErrOrStderr(), dir, presetName)
		},
	}
	cmd.Flags().StringVar(&presetName, "preset", "", "preset of the session, application or StreamPark, in its newest version: see flinkustomize presets")
	completeFlag(cmd, "preset", preset.NewestNames)
	return cmd
}

func runInit(stderr io.Writer, dir, presetName string) error {
	files, err := initialFiles(presetName)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if _, err := root.Lstat(name); err == nil {
			return fmt.Errorf("%s already exists: init never replaces a file", filepath.Join(dir, filepath.FromSlash(name)))
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if _, err := readGitAttributes(root); err != nil {
		return err
	}
	for _, name := range names {
		if err := create(root, name, files[name]); err != nil {
			return err
		}
	}
	attributes, err := addGitAttributes(root)
	if err != nil {
		return err
	}
	if attributes {
		names = append(names, gitAttributesFile)
	}
	change := ""
	if filepath.Clean(dir) != "." {
		change = "\n  cd " + dir
	}
	_, err = fmt.Fprintf(stderr, `wrote %s
next:%s
  flinkustomize generate    # writes %s/, the tree; it works with the names that are there
  flinkustomize list        # shows what runs where
Then replace the names by your own, in environments.yaml first, generate again, and commit everything.
`, strings.Join(names, ", "), change, initialOutput)
	return err
}

// initialFiles are the files of a new workspace, by their paths in it.
func initialFiles(presetName string) (map[string][]byte, error) {
	folder := path.Join("init", "plain")
	if presetName != "" {
		newest := preset.NewestNames()
		if !slices.Contains(newest, presetName) {
			return nil, fmt.Errorf("--preset %s", diagnostic.OneOf(presetName, newest))
		}
		folder = path.Join("init", path.Dir(presetName))
	}
	text, err := workspaces.ReadFile(path.Join("init", workspace.FileName))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{workspace.FileName: text}
	err = fs.WalkDir(workspaces, folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[strings.TrimPrefix(file, folder+"/")], err = workspaces.ReadFile(file)
		return err
	})
	for name, text := range files {
		files[name] = withSchemaLine(name, text)
	}
	files[schemaFile] = schema.Any()
	return files, err
}

// initialOutput is the output folder that the new flinkustomize.yaml names.
const initialOutput = "deploy"

// schemaFile is the JSON Schema of the specs, for editors.
const schemaFile = "flinkustomize.schema.json"

// withSchemaLine puts the line that names the schema in front of each document of a file.
func withSchemaLine(name string, text []byte) []byte {
	line := "# yaml-language-server: $schema=" + strings.Repeat("../", strings.Count(name, "/")) + schemaFile + "\n"
	return []byte(line + strings.ReplaceAll(string(text), "\n---\n", "\n---\n"+line))
}

// create writes a file that is not there.
func create(root *os.Root, name string, content []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}
