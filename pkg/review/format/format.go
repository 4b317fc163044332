package format

import (
	"fmt"
	"io"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/review"
)

// The formats.
const (
	Text     = "text"
	Markdown = "markdown"
	JSON     = "json"
)

// Names lists the formats.
var Names = []string{Text, Markdown, JSON}

// Options say how much is written.
type Options struct {
	// All writes every object of a group and every field, however many there are. JSON always has all.
	All bool
}

// Write writes a review in a format.
func Write(w io.Writer, format string, r review.Review, options Options) error {
	var text string
	switch format {
	case Text:
		text = asText(r, options)
	case Markdown:
		text = asMarkdown(r, options)
	case JSON:
		var err error
		if text, err = asJSON(r); err != nil {
			return err
		}
	default:
		return fmt.Errorf("format must be one of %s, not %q", strings.Join(Names, ", "), format)
	}
	_, err := io.WriteString(w, text)
	return err
}

// Summary is one line, without its end: how many objects change, by class.
func Summary(r review.Review) string {
	if len(r.Changes) == 0 {
		return "nothing changes against " + r.Old + uncompared(r)
	}
	objects := "objects change"
	if len(r.Changes) == 1 {
		objects = "object changes"
	}
	return fmt.Sprintf("%d %s against %s: %s%s", len(r.Changes), objects, r.Old, counted(r.Changes), uncompared(r))
}

func uncompared(r review.Review) string {
	switch n := len(r.Uncompared); n {
	case 0:
		return ""
	case 1:
		return "; 1 app in an environment could not be compared"
	default:
		return fmt.Sprintf("; %d apps in environments could not be compared", n)
	}
}

// counted are the numbers of changes by class, the worst first.
func counted(changes []impact.Change) string {
	numbers := map[impact.Class]int{}
	for _, change := range changes {
		numbers[change.Class]++
	}
	var parts []string
	for _, class := range worstFirst() {
		if n := numbers[class]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, named(class)))
		}
	}
	return strings.Join(parts, ", ")
}

func worstFirst() []impact.Class {
	all := impact.Classes()
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	return all
}

// named is a class in a list of them, which commas divide.
func named(class impact.Class) string {
	before, after, ok := strings.Cut(string(class), ", ")
	if !ok {
		return before
	}
	return before + " (" + after + ")"
}
