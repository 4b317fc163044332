package generation

import (
	"slices"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/waiver"
)

// documentWaiver is a waiver of a document.
type documentWaiver struct {
	waiver.Waiver
	subject string      // of the document, where a Go program made it
	file    string      // of the document
	first   int         // line of the document
	used    atomic.Bool // by any target: they are made in parallel
}

// waivers are those of all documents.
type waivers struct {
	all    []*documentWaiver
	starts map[string][]int // first lines of the documents of each file that has waivers
}

// waivers finds those of all documents. What is wrong with one is a finding, and waives nothing.
func (d documents) waivers() (waivers, diagnostic.Findings) {
	w, rules := waivers{starts: map[string][]int{}}, waiver.Rules{Of: slices.DeleteFunc(diagnostic.Rules(), func(r diagnostic.Rule) bool { return !r.Waivable() })}
	var errs diagnostic.Findings
	for _, document := range d.all() {
		errs = append(errs, w.add(rules, document)...)
	}
	return w, errs
}

// add adds those of a document.
func (w *waivers) add(rules waiver.Rules, document resolve.Document) diagnostic.Findings {
	var all []waiver.Waiver
	var errs diagnostic.Findings
	if text, ok := document.Metadata().Annotations[diagnostic.WaiveAnnotation]; ok {
		all, errs = rules.Annotation(text, document.MetadataErrorf(diagnostic.Path{}.Child("annotations", diagnostic.WaiveAnnotation), ""))
	}
	file, first := "", 0
	if read := document.Read(); read != nil {
		file, first = read.File, read.Line()
		w.starts[file] = append(w.starts[file], first)
		comments, found := rules.Comments(read)
		all, errs = append(all, comments...), append(errs, found...)
	}
	for _, one := range all {
		w.all = append(w.all, &documentWaiver{Waiver: one, subject: document.String(), file: file, first: first})
	}
	return errs
}

// apply leaves out what is waived.
func (w waivers) apply(findings diagnostic.Findings) diagnostic.Findings {
	if len(w.all) == 0 {
		return findings
	}
	return slices.DeleteFunc(findings, func(f diagnostic.Finding) bool {
		waived := false
		for _, one := range w.all {
			if one.Rule == f.Rule && w.concerns(one, f) {
				one.used.Store(true)
				waived = true
			}
		}
		return waived
	})
}

// concerns reports whether a finding is about what a waiver is for.
func (w waivers) concerns(one *documentWaiver, f diagnostic.Finding) bool {
	switch {
	case one.file == "":
		return f.Subject == one.subject
	case f.File != one.file:
		return false
	case one.Line > 0:
		return f.Line == one.Line
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
			findings = append(findings, one.Unused)
		}
	}
	return findings
}
