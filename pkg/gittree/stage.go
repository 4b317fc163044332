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
	for name, content := range u.folder.All() {
		size += sumLength + len(name) + 1
		path := u.path + "/" + name
		if err := checkSize(path, content); err != nil {
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
		dir, err := c.dir(path.Dir(at), true)
		if err != nil {
			return err
		}
		if err := writeNew(dir, path.Base(name), content); err != nil {
			return c.failed(u.path+"/"+name, err)
		}
		return nil
	}
	known, contents := index{}, make([][]byte, 0, len(u.changes)) // copies, each made once
	for name, content := range u.folder.All() {
		known.add(name, sha256.Sum256(content))
		contents = append(contents, content)
	}
	if err := write(tree.IndexName, known.encode(u.owner)); err != nil {
		return err
	}
	for i, change := range u.changes {
		if err := write(change.name, contents[i]); err != nil {
			return err
		}
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
