package repository

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Repository is the one that a folder is in.
type Repository struct {
	// Root is the folder that holds its .git, without links.
	Root string

	folder string // that was asked for, or the nearest above it that exists, without links
	below  string // the rest of the path, with slashes; empty for none
}

// Of finds the repository that a folder is in, which need not exist yet; nil for none.
func Of(folder string) (*Repository, error) {
	at, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	var missing []string
	for {
		real, err := filepath.EvalSymlinks(at) // as Git sees the folder it is started in
		if err == nil {
			at = real
			break
		}
		if !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			return nil, err
		}
		missing = append(missing, filepath.Base(at))
		at = filepath.Dir(at)
	}
	slices.Reverse(missing)
	r := &Repository{folder: at, below: strings.Join(missing, "/")}
	for {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			r.Root = at
			return r, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if at == filepath.Dir(at) {
			return nil, nil
		}
		at = filepath.Dir(at)
	}
}

// Path is where a file or folder of the folder stands in the repository, with slashes; empty for the root itself.
func (r *Repository) Path(name string) string {
	inside, err := filepath.Rel(r.Root, r.folder) // Root is above it
	if err != nil {
		inside = "."
	}
	path := filepath.ToSlash(filepath.Join(inside, filepath.FromSlash(r.below), filepath.FromSlash(name)))
	if path == "." {
		return ""
	}
	return path
}

// Untracked are the files of the folder that Git does not track, as paths in it, with slashes; none where the folder does
// not exist yet.
func (r *Repository) Untracked() (map[string]bool, error) {
	if r.below != "" {
		return nil, nil
	}
	listed, err := r.git(nil, "ls-files", "-z", "--others", ".")
	if err != nil {
		return nil, err
	}
	others := map[string]bool{}
	for path := range strings.SplitSeq(strings.TrimSuffix(string(listed), "\x00"), "\x00") {
		others[path] = true
	}
	return others, nil
}

// git runs a command in the folder. Its error is what Git says.
func (r *Repository) git(input io.Reader, arguments ...string) ([]byte, error) {
	command := exec.Command("git", append([]string{"-c", "core.fsmonitor=false", "-c", "core.quotePath=false"}, arguments...)...)
	command.Dir = r.folder
	command.Env = append(slices.DeleteFunc(os.Environ(), isRepository),
		"GIT_DISCOVERY_ACROSS_FILESYSTEM=1", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	var out, failed bytes.Buffer
	command.Stdin, command.Stdout, command.Stderr = input, &out, &failed
	if err := command.Run(); err != nil {
		if said := strings.TrimSpace(failed.String()); said != "" {
			return nil, errors.New(said)
		}
		return nil, fmt.Errorf("git %s: %w", arguments[0], err)
	}
	return out.Bytes(), nil
}

// isRepository reports whether a variable of the environment names a repository or says where to look for one. Git sets such
// for its hooks, and would then look for none from the folder upwards.
func isRepository(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	switch name {
	case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES":
		return true
	}
	return false
}
