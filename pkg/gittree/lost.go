package gittree

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// generated are the paths, relative to a folder that has no index, of the files in it that begin as ours do, with a prefix. A folder with an index is
// another's, and no link is followed.
func generated(c *cursor, at, prefix string) ([]string, error) {
	dir, err := c.dir(at, false)
	if err != nil || dir == nil {
		return nil, err
	}
	entries, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return nil, c.failed(at, err)
	}
	var paths []string
	for _, e := range entries {
		name := e.Name()
		if tree.CheckPath(name) != nil {
			continue // never ours
		}
		switch {
		case e.Type().IsRegular():
			ours, err := beginsAsOurs(dir, name)
			if err != nil {
				return nil, c.failed(at+"/"+name, err)
			}
			if ours {
				paths = append(paths, prefix+name)
			}
		case e.IsDir():
			indexed, err := hasRecords(c, at+"/"+name)
			if err != nil {
				return nil, err
			}
			if indexed {
				continue
			}
			below, err := generated(c, at+"/"+name, prefix+name+"/")
			if err != nil {
				return nil, err
			}
			paths = append(paths, below...)
		}
	}
	return paths, nil
}

func beginsAsOurs(dir *os.Root, name string) (bool, error) {
	f, err := dir.Open(name)
	if err != nil {
		return false, ignoreAbsent(err)
	}
	defer f.Close()
	begin := make([]byte, len(header))
	_, err = io.ReadFull(f, begin)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return false, nil
	}
	return string(begin) == header, err
}
