package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
)

// FileName is the name of the file that makes a folder a workspace.
const FileName = "flinkustomize.yaml"

// Workspace is what flinkustomize.yaml says.
type Workspace struct {
	// Root is the absolute path of the workspace's folder.
	Root string

	// Name is the workspace's own: the owner of its tree, as gittree.Options has it.
	Name string

	// Output is the folder of the tree, relative to Root, with slashes.
	Output string

	// Specs are the files and folders that specs are read of, relative to Root, with slashes.
	Specs []string

	// Dir is the workspace's folder, opened. Nothing leads out of it.
	Dir *os.Root

	// Acknowledge lists the losses that are meant, and UnguardedEnvironments where losses are no errors.
	Acknowledge           []v1alpha1.Acknowledgement
	UnguardedEnvironments []string

	locate func(diagnostic.Path) diagnostic.Position
}

// Locate is where a field of flinkustomize.yaml stands, such as spec.acknowledge[0], or the nearest above it.
func (w *Workspace) Locate(field diagnostic.Path) diagnostic.Position {
	if w.locate == nil {
		return diagnostic.Position{File: FileName}
	}
	return w.locate(field)
}

// ErrNotFound is the error of Find where there is no workspace.
var ErrNotFound = errors.New("not a workspace")

// Find returns the nearest folder, from dir upwards, that has a flinkustomize.yaml.
func Find(dir string) (string, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for at := absolute; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, FileName)); err == nil {
			return at, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("%w: there is no %s in %s or above it", ErrNotFound, FileName, absolute)
		}
	}
}

// Load reads flinkustomize.yaml of a folder. The error is a diagnostic.Findings when it is about what stands in that file.
func Load(dir string) (*Workspace, error) {
	read, err := specs.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := read.Errors.Err(); err != nil {
		return nil, err
	}
	settings := read.Settings()
	return &Workspace{Root: read.Root, Name: read.Name, Output: read.Output, Specs: settings.Specs, Dir: read.Dir,
		Acknowledge: settings.Acknowledge, UnguardedEnvironments: settings.UnguardedEnvironments, locate: read.Locate}, nil
}
