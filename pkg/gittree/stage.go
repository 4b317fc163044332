package gittree

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// stagePrefix begins what a new folder is called until it is whole; its number in the plan follows.
const stagePrefix = tempName + "."

// planNew plans a folder that is not there.
func (u *unit) planNew() error {
	u.absent, u.dirty = true, u.folder.Len() > 0
	u.changes = make([]Change, 0, u.folder.Len())
	var errs []error
	size := len(ownerPrefix) + len(u.owner) + 1
	for name := range u.folder.Paths() {
		size += sumLength + len(name) + 1
		path := u.path + "/" + name
		if err := checkSize(path, u.folder.Size(name)); err != nil {
			errs = append(errs, err)
		}
		u.changes = append(u.changes, Change{Path: path, Action: Create, folder: u.folder, name: name})
	}
	errs = append(errs, checkIndexSize(u.indexPath(), size))
	return errors.Join(errs...)
}

// create writes a folder that is not there yet, under another name, and then gives it its own: its files need no other name each, which is twice as fast.
func (u unit) create(c *cursor, number int) (Report, error) {
	around := path.Dir(u.path)
	stage := stagePrefix + strconv.Itoa(number)
	err := u.fill(c, path.Join(around, stage))
	dir, dirErr := c.dir(around, false)
	if dirErr != nil || dir == nil {
		return Report{}, errors.Join(err, dirErr)
	}
	if err == nil {
		if err = dir.Rename(stage, path.Base(u.path)); errors.Is(err, fs.ErrExist) {
			err = fmt.Errorf("%s: %w", c.full(u.path), errChanged)
		} else if err != nil {
			err = c.failed(u.path, err)
		}
	}
	if err != nil {
		return Report{}, errors.Join(err, dir.RemoveAll(stage))
	}
	return Report{Created: len(u.changes)}, nil
}

// fill writes the index and all files into a folder that nobody else knows.
func (u unit) fill(c *cursor, stage string) error {
	write := func(name string, content []byte) error {
		at := stage + "/" + name
		slash := strings.LastIndexByte(at, '/')
		dir, err := c.dir(at[:slash], true)
		if err != nil {
			return err
		}
		if err := writeNew(dir, at[slash+1:], content); err != nil {
			return c.failed(u.path+"/"+name, err)
		}
		return nil
	}
	known := appendOwner(nil, u.owner)
	contents, ends := c.buffer[:0], make([]int, len(u.changes))
	for i, change := range u.changes {
		start := len(contents)
		contents = u.folder.AppendFile(contents, change.name)
		ends[i] = len(contents)
		known = appendLine(known, change.name, sha256.Sum256(contents[start:]))
	}
	c.buffer = contents
	if err := write(tree.IndexName, known); err != nil {
		return err
	}
	start := 0
	for i, change := range u.changes {
		if err := write(change.name, contents[start:ends[i]]); err != nil {
			return err
		}
		start = ends[i]
	}
	return nil
}

// isStage reports whether a folder has the name of one that a run was killed in.
func isStage(name string) bool {
	number, ok := strings.CutPrefix(name, stagePrefix)
	_, err := strconv.ParseUint(number, 10, 32)
	return ok && err == nil
}

// removeStages removes what runs left that were killed in new folders.
func (p *Plan) removeStages(root *os.Root) error {
	c := newCursor(p.output.shown, root)
	defer c.up(0)
	for _, stage := range p.stages {
		dir, err := c.dir(path.Dir(stage), false)
		if err != nil {
			return err
		}
		if dir != nil {
			if err := dir.RemoveAll(path.Base(stage)); err != nil {
				return c.failed(stage, err)
			}
		}
	}
	return nil
}
