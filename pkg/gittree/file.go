package gittree

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
)

// replace writes a file as a whole: beside its place under another name, and then there. Nothing is forced onto the disk, which would take many times as
// long: Git has the old content, and a file that a power cut tore is reported as edited.
func replace(c *cursor, at string, content []byte) error {
	dir, err := c.dir(path.Dir(at), true)
	if err != nil {
		return err
	}
	err = writeNew(dir, tempName, content)
	if errors.Is(err, fs.ErrExist) {
		if err := dir.Remove(tempName); err != nil {
			return c.failed(path.Dir(at)+"/"+tempName, err)
		}
		err = writeNew(dir, tempName, content)
	}
	if err == nil {
		err = dir.Rename(tempName, path.Base(at))
	}
	if err != nil {
		return errors.Join(c.failed(at, err), ignoreAbsent(dir.Remove(tempName)))
	}
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(dir *os.Root, name string, content []byte) error {
	// O_EXCL follows no symbolic link and takes no file that somebody put there.
	f, err := dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|notPolled, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// remove removes a file, if it is there.
func remove(c *cursor, at string) error {
	dir, err := c.dir(path.Dir(at), false)
	if err != nil || dir == nil {
		return err
	}
	if err := ignoreAbsent(dir.Remove(path.Base(at))); err != nil {
		return c.failed(at, err)
	}
	return nil
}

// removeEmpty removes a folder, if it is one and is empty.
func removeEmpty(c *cursor, at string) error {
	dir, err := c.dir(path.Dir(at), false)
	if err != nil || dir == nil {
		return err
	}
	info, err := dir.Lstat(path.Base(at))
	if errors.Is(err, fs.ErrNotExist) || (err == nil && !info.IsDir()) {
		return nil
	}
	if err == nil {
		err = ignoreAbsent(dir.Remove(path.Base(at)))
	}
	if err != nil && !errors.Is(err, fs.ErrExist) { // how "not empty" is said
		return c.failed(at, err)
	}
	return nil
}

func ignoreAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// isEmpty reports whether a folder holds nothing.
func isEmpty(dir *os.Root) (bool, error) {
	f, err := dir.Open(".")
	if err != nil {
		return false, err
	}
	defer f.Close()
	_, err = f.ReadDir(1)
	if errors.Is(err, io.EOF) {
		return true, nil
	}
	return false, err
}
