//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package gittree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

const notPolled = 0 // as lock_flock.go says

// lock lets one run at a time write. Folders cannot be locked here, so that a file tells that a run is on; one that was killed leaves it.
func lock(output string, root *os.Root) (unlock func(), err error) {
	const name = tree.ReservedPrefix + ".lock"
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("output %q must be written by one run at a time: wait for the other one to finish, or remove %s if there is none", output, filepath.Join(output, name))
	}
	if err != nil {
		return nil, fmt.Errorf("output %q must be a folder that can be written: %w", output, err)
	}
	f.Close()
	return func() { root.Remove(name) }, nil
}
