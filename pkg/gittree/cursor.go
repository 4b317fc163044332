package gittree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// maxFile is the size above which a file is neither read nor written: no manifest comes near it.
const maxFile = 64 << 20

// errNotFolder says that something else stands where a folder must be.
var errNotFolder = errors.New("must be a folder")

// cursor goes from folder to folder below the output folder and keeps the way to where it stands open. Visited in the order of their paths, each
// folder is looked at and opened once. No symbolic link is followed, even one that stays inside: the index would then speak of other files.
type cursor struct {
	output string
	names  []string
	roots  []*os.Root // the output folder, then one for each name
	buffer []byte     // for the contents of whoever goes with it
}

// newCursor stands at the output folder.
func newCursor(output string, root *os.Root) *cursor {
	return &cursor{output: output, roots: []*os.Root{root}}
}

// full is the path to show to people.
func (c *cursor) full(path string) string { return filepath.Join(c.output, filepath.FromSlash(path)) }

// dir goes to a folder, and creates it if asked to. Otherwise, an absent folder is nil.
func (c *cursor) dir(path string, create bool) (*os.Root, error) {
	depth := 0
	for start := 0; start < len(path) && path != "."; depth++ {
		end := start + strings.IndexByte(path[start:], '/')
		if end < start {
			end = len(path)
		}
		if name := path[start:end]; depth == len(c.names) || c.names[depth] != name {
			c.up(depth)
			if there, err := c.down(path[:end], name, create); err != nil || !there {
				return nil, err
			}
		}
		start = end + 1
	}
	c.up(depth)
	return c.roots[depth], nil
}

// down goes to a folder of the one where it stands, and creates it if asked to. It reports false for an absent one.
func (c *cursor) down(at, name string, create bool) (bool, error) {
	parent := c.roots[len(c.roots)-1]
	made := false
	if create {
		err := parent.Mkdir(name, 0o755)
		if made = err == nil; !made && !errors.Is(err, fs.ErrExist) {
			return false, c.failed(at, err)
		}
	}
	if !made {
		info, err := parent.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && !create:
			return false, nil
		case err != nil:
			return false, c.failed(at, err)
		case info.Mode()&fs.ModeSymlink != 0:
			return false, fmt.Errorf("%s: must be a folder, not a symbolic link", c.full(at))
		case !info.IsDir():
			return false, fmt.Errorf("%s: %w, not a file", c.full(at), errNotFolder)
		}
	}
	root, err := parent.OpenRoot(name)
	if err != nil {
		return false, c.failed(at, err)
	}
	c.names = append(c.names, name)
	c.roots = append(c.roots, root)
	return true, nil
}

// up leaves folders until it stands n below the output folder.
func (c *cursor) up(n int) {
	for len(c.names) > n {
		c.roots[len(c.roots)-1].Close() // opened for reading only
		c.names = c.names[:len(c.names)-1]
		c.roots = c.roots[:len(c.roots)-1]
	}
}

// stat looks at what must be a regular file, if it is there at all; absent, it is nil.
func (c *cursor) stat(dir *os.Root, name, full string) (fs.FileInfo, error) {
	info, err := dir.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, c.failed(full, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, fmt.Errorf("%s: must be a file, not a symbolic link", c.full(full))
	case info.IsDir():
		return nil, fmt.Errorf("%s: must be a file, not a folder", c.full(full))
	case !info.Mode().IsRegular(): // opening a named pipe would wait for ever
		return nil, fmt.Errorf("%s: must be a regular file, not a device, pipe or socket", c.full(full))
	}
	return info, nil
}

// read reads a file of at most so many bytes, if it is there at all; absent, its info is nil.
func (c *cursor) read(dir *os.Root, name, full string, most int64) ([]byte, fs.FileInfo, error) {
	info, err := c.stat(dir, name, full)
	if err != nil || info == nil {
		return nil, nil, err
	}
	if info.Size() > most {
		return nil, nil, fmt.Errorf("%s: must be at most %d bytes long, not %d", c.full(full), most, info.Size())
	}
	f, err := dir.OpenFile(name, os.O_RDONLY|notPolled, 0)
	if err != nil {
		return nil, nil, c.failed(full, err)
	}
	defer f.Close()
	size, n := int(info.Size()), 0
	content := make([]byte, size+1) // of one byte more than there is, a read that gives all has seen the end: no other one is needed
	for first := true; first || n < size; first = false {
		read, err := f.Read(content[n:])
		n += read
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, c.failed(full, err)
		}
	}
	if n != size {
		return nil, nil, c.failed(full, errChanged)
	}
	return content[:n], info, nil
}

// failed puts the full path before what the system said, instead of the part of it that the system was given. What was there a moment ago and no longer is,
// another run has taken away.
func (c *cursor) failed(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", c.full(path), errChanged)
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %s: %w", c.full(path), e.Op, e.Err)
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return fmt.Errorf("%s: %s: %w", c.full(path), e.Op, e.Err)
	}
	return fmt.Errorf("%s: %w", c.full(path), err)
}
