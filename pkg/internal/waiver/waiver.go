package waiver

import (
	"slices"
	"strings"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
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

// Set are the waivers of some documents. Its zero value has none.
type Set struct {
	// Rules are those that may be waived; nil for those that are Waivable.
	Rules []diagnostic.Rule

	all    []*waiver
	starts map[string][]int // first lines of the documents of each file that has waivers
}

// AddDocument adds those of a document: of its annotation and of its comments.
func (s *Set) AddDocument(document *decode.Document) diagnostic.Findings {
	errs := s.AddComments(document)
	if text, at, ok := annotation(document); ok {
		errs = append(errs, s.AddAnnotation(text, at, "", document)...)
	}
	return errs
}

// AddAnnotationOf adds those of a document's annotation.
func (s *Set) AddAnnotationOf(document *decode.Document) diagnostic.Findings {
	text, at, ok := annotation(document)
	if !ok {
		return nil
	}
	s.starting(document)
	return s.AddAnnotation(text, at, "", document)
}

// annotation is that of a document, and where findings about it point.
func annotation(document *decode.Document) (text string, at diagnostic.Finding, ok bool) {
	metadata, _ := document.Content()["metadata"].(map[string]any)
	annotations, _ := metadata["annotations"].(map[string]any)
	if text, ok = annotations[diagnostic.WaiveAnnotation].(string); ok {
		at.Path = diagnostic.Path{}.Child("metadata", "annotations", diagnostic.WaiveAnnotation)
		at.Position, _, _ = document.Locate(at.Path)
	}
	return text, at, ok
}

// AddAnnotation adds those of an annotation, one a line, that stands where a finding about it would point. A document
// that a Go program made is nil, and has a subject. What is wrong with one is a finding, and waives nothing.
func (s *Set) AddAnnotation(text string, at diagnostic.Finding, subject string, document *decode.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			errs = append(errs, s.add(line, at, &waiver{subject: subject}, document)...)
		}
	}
	return errs
}

// AddComments adds those of a document's comments.
func (s *Set) AddComments(document *decode.Document) diagnostic.Findings {
	s.starting(document)
	var errs diagnostic.Findings
	for comment := range document.Comments(diagnostic.WaiveAnnotation) {
		if text, ok := strings.CutPrefix(comment.Text, diagnostic.WaiveAnnotation+":"); ok {
			errs = append(errs, s.add(text, diagnostic.Finding{Position: comment.Position}, &waiver{line: comment.About}, document)...)
		}
	}
	return errs
}

// starting notes where a document starts.
func (s *Set) starting(document *decode.Document) {
	if s.starts == nil {
		s.starts = map[string][]int{}
	}
	s.starts[document.File] = append(s.starts[document.File], document.Line())
}

func (s *Set) add(text string, at diagnostic.Finding, made *waiver, document *decode.Document) diagnostic.Findings {
	parse := diagnostic.ParseWaiver
	if s.Rules != nil {
		parse = func(text string) (diagnostic.Rule, string, error) { return diagnostic.ParseWaiverOf(text, s.Rules) }
	}
	rule, _, err := parse(text)
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
	s.all = append(s.all, made)
	return nil
}

// Apply leaves out what is waived.
func (s *Set) Apply(findings diagnostic.Findings) diagnostic.Findings {
	if len(s.all) == 0 {
		return findings
	}
	return slices.DeleteFunc(findings, func(f diagnostic.Finding) bool {
		waived := false
		for _, one := range s.all {
			if one.rule == f.Rule && s.concerns(one, f) {
				one.used.Store(true)
				waived = true
			}
		}
		return waived
	})
}

// concerns reports whether a finding is about what a waiver is for.
func (s *Set) concerns(one *waiver, f diagnostic.Finding) bool {
	switch {
	case one.file == "":
		return f.Subject == one.subject
	case f.File != one.file:
		return false
	case one.line > 0:
		return f.Line == one.line
	}
	start := 0
	for _, line := range s.starts[one.file] {
		if line <= f.Line {
			start = max(start, line)
		}
	}
	return start == one.first
}

// Unused are the findings about waivers that waived nothing.
func (s *Set) Unused() diagnostic.Findings { return s.where(false) }

// Used are what Unused would say of the others.
func (s *Set) Used() diagnostic.Findings { return s.where(true) }

func (s *Set) where(used bool) diagnostic.Findings {
	var findings diagnostic.Findings
	for _, one := range s.all {
		if one.used.Load() == used {
			findings = append(findings, one.unused)
		}
	}
	return findings
}
