package gittree

import (
	"bytes"
	"fmt"
	"io"

	"github.com/aymanbagabas/go-udiff"
)

// Diff writes, as a unified diff, what applying the plan changes, and what it would change in files that were edited by hand. Indexes are left out: what
// they say follows from the rest.
func (p *Plan) Diff(w io.Writer) error {
	for _, change := range p.Changes {
		if !change.writes() && change.Action != Edited {
			continue
		}
		text, err := change.diff()
		if err != nil {
			return fmt.Errorf("%s: cannot be compared: %w", change.Path, err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

func (c Change) diff() (string, error) {
	wanted := c.New()
	from, to := "a/"+c.Path, "b/"+c.Path
	if c.Old == nil {
		from = "/dev/null"
	}
	if wanted == nil {
		to = "/dev/null"
	}
	if bytes.IndexByte(c.Old, 0) >= 0 || bytes.IndexByte(wanted, 0) >= 0 {
		return fmt.Sprintf("Binary files %s and %s differ\n", from, to), nil
	}
	old := string(c.Old)
	text, err := udiff.ToUnified(from, to, old, udiff.Lines(old, string(wanted)), udiff.DefaultContextLines)
	if err == nil && text == "" { // an empty file comes or goes
		text = fmt.Sprintf("--- %s\n+++ %s\n", from, to)
	}
	return text, err
}
