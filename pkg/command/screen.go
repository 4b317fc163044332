package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
)

// screen is where a command writes, and how much.
type screen struct {
	out, err       io.Writer
	quiet, verbose bool

	format, failOn string // of findings
	findings       diagnostic.Findings
}

// addFlags gives a command the flags for how much it says.
func (s *screen) addFlags(cmd *cobra.Command, quiet, verbose string) {
	cmd.Flags().BoolVarP(&s.quiet, "quiet", "q", false, quiet)
	cmd.Flags().BoolVarP(&s.verbose, "verbose", "v", false, verbose)
	cmd.MarkFlagsMutuallyExclusive("quiet", "verbose")
}

// addFindingFlags gives a command the flags for how it shows findings.
func (s *screen) addFindingFlags(cmd *cobra.Command) {
	s.format = format.Text
	cmd.Flags().Var(oneOf(&s.format, format.Names), "format", "how to show findings: text on standard error, or json, sarif or github on standard output")
	s.addFailOnFlag(cmd)
}

func (s *screen) addFailOnFlag(cmd *cobra.Command) {
	s.failOn = diagnostic.SeverityError.String()
	cmd.Flags().Var(oneOf(&s.failOn, severities), "fail-on", "exit with 1 on findings from this severity on: error or warning")
}

var severities = []string{diagnostic.SeverityError.String(), diagnostic.SeverityWarning.String()}

// found shows findings: as text at once, else in the end, all together. Warnings are notes.
func (s *screen) found(findings diagnostic.Findings) {
	s.findings = append(s.findings, findings...)
	if s.format != format.Text {
		return
	}
	if s.quiet {
		findings = slices.DeleteFunc(slices.Clone(findings), func(f diagnostic.Finding) bool { return f.Severity == diagnostic.SeverityWarning })
	}
	_ = format.Write(s.err, format.Text, findings) // nobody reads standard error where it fails
}

// finish ends a command: it shows the findings of its error, writes all in the format that was asked for, and fails
// where they are as severe as was asked for.
func (s *screen) finish(err error) error {
	var list diagnostic.Findings
	if errors.As(err, &list) {
		s.found(list)
		err = failure{}
	}
	if s.format != format.Text {
		if writeErr := format.Write(s.out, s.format, s.findings); writeErr != nil {
			return writeErr
		}
	}
	if err == nil && len(s.findings) > 0 && (s.failOn == diagnostic.SeverityWarning.String() || s.findings.HasErrors()) {
		return failure{}
	}
	return err
}

// notef writes a line about what was done; errors and findings are no notes.
func (s *screen) notef(format string, args ...any) {
	if !s.quiet {
		fmt.Fprintf(visible{s.err}, format+"\n", args...)
	}
}

// diffs is where unified diffs go, in colour on a terminal unless the user wants none (https://no-color.org).
func (s *screen) diffs() io.Writer {
	if isTerminal(s.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" {
		return visible{colored{s.out}}
	}
	return visible{s.out}
}

// visible shows on a terminal what a text holds, and lets nothing in it act on the terminal or hide.
type visible struct{ io.Writer }

// Write takes whole characters.
func (v visible) Write(text []byte) (int, error) {
	_, err := io.WriteString(v.Writer, diagnostic.Visible(string(text)))
	return len(text), err
}

// isTerminal reports whether somebody looks at what is written.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// colored colours the lines of unified diffs.
type colored struct{ io.Writer }

// Write takes whole lines.
func (c colored) Write(text []byte) (int, error) {
	var out bytes.Buffer
	for line := range bytes.Lines(text) {
		color := ""
		switch {
		case bytes.HasPrefix(line, []byte("--- ")), bytes.HasPrefix(line, []byte("+++ ")):
			color = "\x1b[1m"
		case bytes.HasPrefix(line, []byte("@@")):
			color = "\x1b[36m"
		case line[0] == '-':
			color = "\x1b[31m"
		case line[0] == '+':
			color = "\x1b[32m"
		}
		if color == "" {
			out.Write(line)
			continue
		}
		line, end := bytes.CutSuffix(line, []byte("\n"))
		out.WriteString(color)
		out.Write(line)
		out.WriteString("\x1b[m")
		if end {
			out.WriteByte('\n')
		}
	}
	_, err := c.Writer.Write(out.Bytes())
	return len(text), err
}

// patience is how long a run may take without a sign of life.
const patience = time.Second

// progress says on a terminal what a run that takes long is at, on one line that goes away in the end.
type progress struct {
	w    io.Writer
	stop chan struct{}
	done sync.WaitGroup

	mutex sync.Mutex
	step  string
}

// newProgress begins after a while; without a terminal that can replace a line, it never does.
func (s *screen) newProgress(after time.Duration) *progress {
	p := &progress{w: s.err, stop: make(chan struct{})}
	if !s.quiet && isTerminal(s.err) && os.Getenv("TERM") != "dumb" {
		p.run(after)
	}
	return p
}

func (p *progress) run(after time.Duration) {
	start := time.Now()
	p.done.Go(func() {
		wait, shown := time.NewTimer(after), false
		defer wait.Stop()
		for {
			select {
			case <-p.stop:
				if shown {
					fmt.Fprint(p.w, "\r\x1b[K")
				}
				return
			case <-wait.C:
				shown = true
				p.mutex.Lock()
				fmt.Fprintf(p.w, "\r\x1b[K%s, %d s", p.step, int(time.Since(start).Seconds()))
				p.mutex.Unlock()
				wait.Reset(200 * time.Millisecond)
			}
		}
	})
}

// at says what comes now.
func (p *progress) at(step string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.step = step
}

// end removes the line. It must come before anything else is written.
func (p *progress) end() {
	close(p.stop)
	p.done.Wait()
}
