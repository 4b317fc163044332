package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
)

// Exit codes.
const (
	exitFindings = 1 // something is wrong with the specs, or the tree differs from them
	exitFailed   = 2 // flinkustomize could not run
)

// Main runs flinkustomize with the arguments, the standard streams and the working directory of this process. It returns the exit code: 0
// for all is fine; 1 where something is wrong with the specs, or the folder differs from them; 2 where it could not run. It sets how the
// garbage of this process is collected, for a run that is short.
func Main() int {
	collectLate()
	err := newRootCommand().Execute()
	if err == nil {
		return 0
	}
	var failure failure
	if errors.As(err, &failure) {
		if failure.text != "" {
			fmt.Fprintln(visible{os.Stderr}, failure.text)
		}
		return exitFindings
	}
	var found diagnostic.Findings
	if errors.As(err, &found) {
		_ = format.Write(os.Stderr, format.Text, found) // nobody reads standard error where it fails
		return exitFindings
	}
	fmt.Fprintln(visible{os.Stderr}, "flinkustomize:", plain(err))
	return exitFailed
}

// collectLate lets most runs end with a collection of garbage or two: they are short and their garbage is plentiful. The first comes at
// 140 MB, as Go multiplies its least heap of 4 MB by the percentage; from then on, memory stays small.
func collectLate() {
	debug.SetGCPercent(3500)
	runtime.AddCleanup(new(*byte), func(percent int) { debug.SetGCPercent(percent) }, 400)
	debug.SetMemoryLimit(520 << 20)
}

// plain is an error without the name of the system call that failed: it says something to programmers only.
func plain(err error) string {
	text := err.Error()
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		text = strings.Replace(text, path.Error(), path.Path+": "+diagnostic.Reason(path), 1)
	}
	return text
}

// failure ends a command with exit code 1.
type failure struct{ text string }

func (f failure) Error() string { return f.text }
