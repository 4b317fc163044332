package input

import (
	"bytes"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/waiver"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
)

// comments are those by which files that kustomizations name waive a rule for a line. What is built has no comments, so
// lint does not see them.
type comments struct {
	read map[string]bool // absolute paths
	all  map[place]*comment
}

type place struct {
	file string
	line int
	rule diagnostic.Rule
}

type comment struct {
	unused diagnostic.Finding
	used   bool
}

// add reads those of a file. What is wrong with one is a finding.
func (c *comments) add(f file) diagnostic.Findings {
	if c.read[f.path] || !bytes.Contains(f.data, []byte(diagnostic.WaiveAnnotation)) {
		return nil
	}
	c.read[f.path] = true
	var found diagnostic.Findings
	documents, _ := decode.Manifests(f.name, f.data) // kustomize says what is wrong with them
	for _, document := range documents {
		waivers, wrong := waiver.Rules{Of: lint.Rules(), Others: true}.Comments(document)
		found = append(found, wrong...)
		for _, w := range waivers {
			c.all[place{f.name, w.Line, w.Rule}] = &comment{unused: w.Unused}
		}
	}
	return found
}

// waive reports whether a finding is waived.
func (c *comments) waive(f diagnostic.Finding) bool {
	one, ok := c.all[place{f.File, f.Line, f.Rule}]
	if ok {
		one.used = true
	}
	return ok
}

// unused are the findings about those that waive nothing.
func (c *comments) unused() diagnostic.Findings {
	var found diagnostic.Findings
	for _, one := range c.all {
		if !one.used {
			found = append(found, one.unused)
		}
	}
	return found
}
