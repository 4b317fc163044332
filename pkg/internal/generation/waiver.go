package generation

import (
	"slices"
	"strings"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// waiver says of a rule that a document breaks it on purpose.
type waiver struct {
	rule    diagnostic.Rule
	subject string             // of the document, where a Go program made it
	file    string             // of the document
	first   int                // line of the document
	line    int                // of the value that a comment is about; 0 for the whole document
	unused  diagnostic.Finding // what to say where it waives nothing
	used    atomic.Bool        // by any target: they are made in parallel
}

// waivers are those of all documents.
type waivers struct {
	all    []*waiver
	starts map[string][]int // first lines of the documents of each file that has waivers
}

// waivers finds those of all documents. What is wrong with one is a finding, and waives nothing.
func (d documents) waivers() (waivers, diagnostic.Findings) {
	w := waivers{starts: map[string][]int{}}
	var errs diagnostic.Findings
	for _, document := range d.all() {
		errs = append(errs, addWaivers(&w, document)...)
	}
	return w, errs
}

func addWaivers(w *waivers, s resolve.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	document := s.Read()
	field := diagnostic.Path{}.Child("annotations", diagnostic.WaiveAnnotation)
	for line := range strings.Lines(s.Metadata().Annotations[diagnostic.WaiveAnnotation]) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		at := s.MetadataErrorf(field, "")
		errs = append(errs, w.add(line, at, &waiver{subject: s.String()}, document)...)
	}
	if document == nil {
		return errs
	}
	w.starts[document.File] = append(w.starts[document.File], document.Line())
	for comment := range document.Comments(diagnostic.WaiveAnnotation) {
		if text, ok := strings.CutPrefix(comment.Text, diagnostic.WaiveAnnotation+":"); ok {
			errs = append(errs, w.add(text, diagnostic.Finding{Position: comment.Position}, &waiver{line: comment.About}, document)...)
		}
	}
	return errs
}

// add adds a waiver that stands where a finding about it would point.
func (w *waivers) add(text string, at diagnostic.Finding, made *waiver, document *decode.Document) diagnostic.Findings {
	rule, _, err := diagnostic.ParseWaiver(text)
	if err != nil {
		at.Message = "a waiver " + err.Error()
		return diagnostic.Findings{at.Under(diagnostic.RuleInvalidValue)}
	}
	made.rule = rule
	if document != nil {
		made.file, made.first = document.File, document.Line()
	}
	at.Message = "the waiver of " + rule.ID() + " waives nothing: remove it"
	made.unused = at.Under(diagnostic.RuleUnusedWaiver)
	w.all = append(w.all, made)
	return nil
}

// apply leaves out what is waived.
func (w waivers) apply(findings diagnostic.Findings) diagnostic.Findings {
	if len(w.all) == 0 {
		return findings
	}
	return slices.DeleteFunc(findings, func(f diagnostic.Finding) bool {
		waived := false
		for _, one := range w.all {
			if one.rule == f.Rule && w.concerns(one, f) {
				one.used.Store(true)
				waived = true
			}
		}
		return waived
	})
}

// concerns reports whether a finding is about what a waiver is for.
func (w waivers) concerns(one *waiver, f diagnostic.Finding) bool {
	switch {
	case one.file == "":
		return f.Subject == one.subject
	case f.File != one.file:
		return false
	case one.line > 0:
		return f.Line == one.line
	}
	start := 0
	for _, line := range w.starts[one.file] {
		if line <= f.Line {
			start = max(start, line)
		}
	}
	return start == one.first
}

// unused are the findings about waivers that waived nothing.
func (w waivers) unused() diagnostic.Findings {
	var findings diagnostic.Findings
	for _, one := range w.all {
		if !one.used.Load() {
			findings = append(findings, one.unused)
		}
	}
	return findings
}
