package repository

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Commit is one of a repository.
type Commit struct {
	// Hash in hexadecimal digits, as long as the repository has them.
	Hash string

	repository *Repository
}

// ErrNoCommit is the error of Commit for HEAD where nothing is committed yet.
var ErrNoCommit = errors.New("there is no commit yet")

// Commit finds what a revision names, such as HEAD, main~2, v1.0 or a hash.
func (r *Repository) Commit(revision string) (Commit, error) {
	if revision == "" || strings.HasPrefix(revision, "-") || strings.ContainsAny(revision, "\x00\n") {
		return Commit{}, fmt.Errorf("%q must be a revision, such as HEAD, main or v1.0", revision)
	}
	hash, err := r.git(nil, "rev-parse", "--quiet", "--verify", "--end-of-options", revision+"^{commit}")
	if err == nil {
		return Commit{strings.TrimSpace(string(hash)), r}, nil
	}
	if _, failed := r.git(nil, "rev-parse", "--git-dir"); failed != nil {
		return Commit{}, failed // whatever the revision is
	}
	if revision == "HEAD" {
		return Commit{}, ErrNoCommit
	}
	if r.shallow() {
		return Commit{}, fmt.Errorf("%q is no commit that Git knows in this shallow clone: fetch more of it, such as with fetch-depth: 0 or git fetch --unshallow", revision)
	}
	return Commit{}, fmt.Errorf("%q is no commit that Git knows: name a branch, tag or commit that is fetched", revision)
}

// MergeBase finds the commit at which HEAD left a branch: what a pull request into it is compared with.
func (r *Repository) MergeBase(branch string) (Commit, error) {
	of, err := r.Commit(branch)
	if err != nil {
		return Commit{}, err
	}
	head, err := r.Commit("HEAD")
	if err != nil {
		return Commit{}, err
	}
	base, err := r.git(nil, "merge-base", of.Hash, head.Hash)
	hash := strings.TrimSpace(string(base))
	switch {
	case err == nil:
		return Commit{hash, r}, nil
	case r.shallow():
		return Commit{}, fmt.Errorf("HEAD and %s have no commit in common in this shallow clone: fetch more of it, such as with fetch-depth: 0 or git fetch --unshallow", branch)
	}
	return Commit{}, fmt.Errorf("HEAD and %s have no commit in common", branch)
}

func (r *Repository) shallow() bool {
	is, err := r.git(nil, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(is)) == "true"
}

// File is one of a commit.
type File struct {
	// Path in the folder that was listed, with slashes.
	Path string

	// Hash of the content, in hexadecimal digits.
	Hash string

	// Regular is false for links and submodules.
	Regular bool
}

// Files lists those below a folder of the repository, as Path gives it, sorted by their paths; none where the commit has no
// such folder.
func (c Commit) Files(folder string) ([]File, error) {
	arguments := []string{"ls-tree", "-r", "-z", "--full-tree", c.Hash}
	prefix := ""
	if folder != "" {
		prefix = folder + "/"
		arguments = append(arguments, "--", prefix)
	}
	listed, err := c.repository.git(nil, arguments...)
	if err != nil {
		return nil, err
	}
	files := make([]File, 0, bytes.Count(listed, []byte{0}))
	for line := range strings.SplitSeq(string(listed), "\x00") {
		entry, path, ok := strings.Cut(line, "\t") // mode, type and hash
		if !ok || !strings.HasPrefix(path, prefix) {
			continue // the end, or a file of the name of the folder
		}
		files = append(files, File{Path: path[len(prefix):], Hash: entry[strings.LastIndexByte(entry, ' ')+1:], Regular: strings.HasPrefix(entry, "100")})
	}
	return files, nil
}

// Differs reports whether a file below a folder of the repository differs between the commit and the work tree, but for those
// below another folder in it.
func (c Commit) Differs(folder, without string) (bool, error) {
	arguments := []string{"diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules", c.Hash, "--", ":(top,literal)" + folder}
	if without != "" {
		arguments = append(arguments, ":(top,exclude,literal)"+without)
	}
	names, err := c.repository.git(nil, arguments...)
	return len(names) > 0, err
}

// MaxSize bounds the files that Read reads, in bytes: no generated file and no spec comes near it.
const MaxSize = 8 << 20

// Read reads the contents of files, in their order. One that is larger than MaxSize, or that the repository does not have, as
// in a partial clone, is an error that names it.
func (c Commit) Read(files []File) ([][]byte, error) {
	if len(files) == 0 {
		return nil, nil
	}
	var wanted bytes.Buffer
	for _, file := range files {
		wanted.WriteString(file.Hash + "\n")
	}
	sizes, err := c.repository.git(bytes.NewReader(wanted.Bytes()), "cat-file", "--batch-check=%(objectsize)")
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(sizes), "\n"), "\n")
	for i, file := range files {
		if i >= len(lines) {
			return nil, fmt.Errorf("git says nothing of %s", file.Path)
		}
		size, err := strconv.Atoi(lines[i])
		switch {
		case err != nil:
			return nil, fmt.Errorf("the content of %s is not here; in a partial clone, fetch it first", file.Path)
		case size > MaxSize:
			return nil, fmt.Errorf("%s must have at most %d MiB, not %d bytes", file.Path, MaxSize>>20, size)
		}
	}
	out, err := c.repository.git(&wanted, "cat-file", "--batch=%(objectsize)")
	if err != nil {
		return nil, err
	}
	contents := make([][]byte, len(files))
	for i, file := range files {
		head, rest, _ := bytes.Cut(out, []byte("\n"))
		size, err := strconv.Atoi(string(head))
		if err != nil || size+1 > len(rest) {
			return nil, fmt.Errorf("the content of %s is not here", file.Path)
		}
		contents[i], out = rest[:size:size], rest[size+1:]
	}
	return contents, nil
}
