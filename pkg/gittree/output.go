package gittree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// output is the folder that a tree is written into. It is opened once: whatever takes its place while a run is on, such as a link that leads elsewhere, is
// not written into.
type output struct {
	path   string   // as the system or within takes it
	within *os.Root // that path is relative to and that nothing leads out of; nil for none
	shown  string   // what people are told
}

func newOutput(path string, within *os.Root) output {
	o := output{path: path, within: within, shown: path}
	if within != nil {
		o.shown = filepath.Join(within.Name(), path)
	}
	return o
}

// open opens the folder; it is nil when absent.
func (o output) open() (*os.Root, error) {
	stat, lstat, open := os.Stat, os.Lstat, os.OpenRoot
	if o.within != nil {
		stat, lstat, open = o.within.Stat, o.within.Lstat, o.within.OpenRoot
	}
	info, err := stat(o.path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := lstat(o.path); err == nil {
			return nil, fmt.Errorf("output %q must be a folder, not a symbolic link to nothing", o.shown)
		}
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("output %q must be a folder that can be read: %w", o.shown, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("output %q must be a folder, not a file", o.shown)
	}
	root, err := open(o.path)
	if err != nil {
		return nil, fmt.Errorf("output %q must be a folder that can be read: %w", o.shown, err)
	}
	return root, nil
}

// make makes the folder and opens it.
func (o output) make() (*os.Root, error) {
	mkdir := os.MkdirAll
	if o.within != nil {
		mkdir = o.within.MkdirAll
	}
	if err := mkdir(o.path, 0o755); err != nil {
		return nil, fmt.Errorf("output %q must be a folder that can be made: %w", o.shown, err)
	}
	root, err := o.open()
	if err == nil && root == nil {
		err = o.moved()
	}
	return root, err
}

// check checks that the folder that is open is still the one at its path: what a run wrote into another would be lost without a word.
func (o output) check(root *os.Root) error {
	now, err := o.open()
	if err != nil {
		return err
	}
	if now == nil {
		return o.moved()
	}
	defer now.Close()
	opened, err := root.Stat(".")
	if err != nil {
		return fmt.Errorf("output %q must be a folder that can be read: %w", o.shown, err)
	}
	there, err := now.Stat(".")
	if err != nil {
		return fmt.Errorf("output %q must be a folder that can be read: %w", o.shown, err)
	}
	if !os.SameFile(opened, there) {
		return o.moved()
	}
	return nil
}

func (o output) moved() error {
	return fmt.Errorf("output %q was moved or replaced during the run: run again", o.shown)
}
