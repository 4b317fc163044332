// Command progress shows a run of go test -json as it goes: how far it is, on a terminal; each package that is done; what failing tests said; and
// in the end what became of it.
//
//	go test -json ./... | go run ./.ci/progress "$(go list ./... | wc -l)"
//
// It exits with 1 where a test failed, a package did not build, or there was no test at all.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	total := 0
	if len(os.Args) > 1 {
		total, _ = strconv.Atoi(strings.TrimSpace(os.Args[1])) // without a number it says none
	}
	info, err := os.Stdout.Stat()
	terminal := err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
	if !follow(os.Stdin, os.Stdout, total, terminal, time.Now) {
		os.Exit(1)
	}
}

// event is what go test -json writes (go doc test2json).
type event struct {
	Action, Package, Test, Output string
	ImportPath                    string // of build-output
	Elapsed                       float64
}

// follow reports whether all passed.
func follow(in io.Reader, out io.Writer, total int, terminal bool, now func() time.Time) bool {
	start := now()
	done, passed, skipped := 0, 0, 0
	var failed []string
	said := map[string][]string{} // by package and test: what it wrote, until it is known how it ends
	clear := func() {
		if terminal {
			fmt.Fprint(out, "\r\x1b[K")
		}
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			clear()
			fmt.Fprintln(out, lines.Text()) // what is no event is of the go command
			continue
		}
		key := e.Package + " " + e.Test
		switch {
		case e.Action == "build-output":
			clear()
			fmt.Fprint(out, e.Output)
		case e.Action == "output":
			said[key] = append(said[key], e.Output)
		case e.Action == "fail":
			clear()
			fmt.Fprint(out, strings.Join(said[key], ""))
			failed = append(failed, strings.TrimSpace(key))
			if e.Test == "" {
				done++
			}
			delete(said, key)
		case e.Action == "pass" && e.Test == "":
			clear()
			done++
			fmt.Fprintf(out, "ok   %6.1f s  %s\n", e.Elapsed, e.Package)
			delete(said, key)
		case e.Action == "skip" && e.Test == "": // a package without tests
			done++
		case e.Action == "pass":
			passed++
			delete(said, key)
		case e.Action == "skip":
			skipped++
			delete(said, key)
		}
		if terminal {
			fmt.Fprintf(out, "\r\x1b[K%d of %d packages, %d tests passed, %d s", done, max(done, total), passed, int(now().Sub(start).Seconds()))
		}
	}
	clear()
	if lines.Err() != nil {
		fmt.Fprintln(out, lines.Err())
		return false
	}
	took := now().Sub(start).Round(time.Second)
	if len(failed) > 0 {
		slices.Sort(failed)
		fmt.Fprintf(out, "\nFAILED after %v:\n  %s\n", took, strings.Join(failed, "\n  "))
		return false
	}
	if passed == 0 {
		fmt.Fprintln(out, "FAILED: no test ran")
		return false
	}
	fmt.Fprintf(out, "all %d tests of %d packages passed in %v; %d were skipped\n", passed, done, took, skipped)
	return true
}
