//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package gittree

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// notPolled spares each file the system calls with which Go finds out that a regular file cannot be polled.
const notPolled = syscall.O_NONBLOCK

// lock lets one run at a time write. The output folder itself is locked: that leaves no file in a repository, and the system unlocks it when a run is killed.
func lock(output string, root *os.Root) (unlock func(), err error) {
	f, err := root.Open(".")
	if err != nil {
		return nil, fmt.Errorf("output %q must be a folder that can be read: %w", output, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("output %q must be written by one run at a time: wait for the other one to finish", output)
		}
		return nil, fmt.Errorf("output %q must be on a file system that can lock it: %w", output, err)
	}
	return func() { f.Close() }, nil
}
