package importer

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"time"
)

// files are a file system of files by their paths, without folders: what generate reads of it are files that specs name.
type files map[string][]byte

// Open implements fs.FS.
func (f files) Open(name string) (fs.File, error) {
	content, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &file{path.Base(name), len(content), bytes.NewReader(content)}, nil
}

// file is an open file, and what is known of it.
type file struct {
	name string
	size int
	io.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f, nil }
func (f *file) Close() error               { return nil }
func (f *file) Name() string               { return f.name }
func (f *file) Size() int64                { return int64(f.size) }
func (f *file) Mode() fs.FileMode          { return 0o444 }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) IsDir() bool                { return false }
func (f *file) Sys() any                   { return nil }
