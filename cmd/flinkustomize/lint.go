package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/kustomize/api/konfig"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func newLintCommand() *cobra.Command {
	var screen screen
	var release, version string
	cmd := &cobra.Command{
		Use:   "lint FILE|FOLDER|-...",
		Short: "Check custom resources of the Flink Kubernetes Operator, whoever wrote them",
		Long: `lint checks FlinkDeployments, FlinkSessionJobs, FlinkStateSnapshots and FlinkBlueGreenDeployments in files of YAML, in all
.yaml and .yml files of a folder, or on standard input (-): what an API server drops or refuses, what the operator's admission
refuses, and what fails after it. Other objects are passed over. All files are looked at together, so that a session job
finds its cluster.

What kustomize makes is linted after the build: a folder with a kustomization is passed over.`,
		Example: `  flinkustomize lint session.yaml
  flinkustomize lint manifests --operator 1.10 --fail-on warning
  kustomize build deploy/environments/prod | flinkustomize lint -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			screen.out, screen.err = cmd.OutOrStdout(), cmd.ErrOrStderr()
			return screen.finish(runLint(&screen, cmd.InOrStdin(), paths, release, version))
		},
	}
	cmd.Flags().StringVar(&release, "operator", operator.Latest().String(), "release of the Flink Kubernetes Operator, such as 1.10")
	cmd.Flags().StringVar(&version, "flink", "", "version of Flink in the image, such as 1.20.3, instead of what spec.flinkVersion says")
	screen.addFindingFlags(cmd)
	screen.addFlags(cmd, "print errors alone", "name each folder that is passed over")
	return cmd
}

func runLint(screen *screen, in io.Reader, paths []string, release, version string) error {
	target, err := lintTarget(release, version)
	if err != nil {
		return err
	}
	var objects []lint.Object
	files := 0
	read := func(name string, content []byte) {
		files++
		found, problems := lint.Read(name, content)
		screen.found(problems)
		objects = append(objects, found...)
	}
	for _, path := range paths {
		if path == "-" {
			content, err := io.ReadAll(in)
			if err != nil {
				return err
			}
			read("<stdin>", content)
			continue
		}
		if err := readManifests(screen, path, read); err != nil {
			return err
		}
	}
	if files == 0 {
		return fmt.Errorf("there is no file of YAML in %s, outside of kustomizations", strings.Join(paths, ", "))
	}
	screen.found(lint.Check(target, objects...))
	ours := 0
	for _, o := range objects {
		if o.IsFlink() {
			ours++
		}
	}
	screen.notef("%s of the operator in %s", plural(ours, "custom resource"), plural(files, "file"))
	return nil
}

func lintTarget(release, version string) (target lint.Target, err error) {
	if target.Operator, err = operator.ParseRelease(release); err != nil {
		return target, fmt.Errorf("--operator %w", err)
	}
	if version != "" {
		if target.Flink, err = flink.ParseVersion(version); err != nil {
			return target, fmt.Errorf("--flink %w", err)
		}
	}
	return target, nil
}

// readManifests reads a file, or all of a folder but hidden ones and kustomizations.
func readManifests(screen *screen, path string, read func(name string, content []byte)) error {
	return filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != path && strings.HasPrefix(entry.Name(), ".") {
				return fs.SkipDir
			}
			if isKustomization(name) {
				if name == path || screen.verbose {
					screen.notef("%s is passed over: run kustomize build %s | flinkustomize lint -", name, name)
				}
				return fs.SkipDir
			}
			return nil
		}
		if extension := filepath.Ext(name); name != path && extension != ".yaml" && extension != ".yml" {
			return nil
		}
		content, err := os.ReadFile(name)
		if err == nil {
			read(name, content)
		}
		return err
	})
}

// isKustomization reports whether kustomize takes a folder for one of its own.
func isKustomization(folder string) bool {
	return slices.ContainsFunc(konfig.RecognizedKustomizationFileNames(), func(name string) bool {
		info, err := os.Stat(filepath.Join(folder, name))
		return err == nil && info.Mode().IsRegular()
	})
}
