package command

import (
	"fmt"
	"io/fs"
	"testing"
)

func TestPlainLeavesOutTheSystemCall(t *testing.T) {
	err := fmt.Errorf("reading: %w", &fs.PathError{Op: "openat", Path: "flink/a.yaml", Err: fs.ErrPermission})
	if got, want := plain(err), "reading: flink/a.yaml: permission denied"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
