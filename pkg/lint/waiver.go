package lint

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/waiver"
)

// comments are what the comments of a document waive, and what is wrong with them.
type comments struct {
	waivers []waiver.Waiver
	found   diagnostic.Findings
}

func commentsOf(document *decode.Document) comments {
	waivers, found := waivable().Comments(document)
	return comments{waivers, found}
}

// waivable are the rules of this package; those of other packages are left to others.
func waivable() waiver.Rules { return waiver.Rules{Of: Rules(), Others: true} }

// waive leaves out the findings that the object's annotation, or a comment at their line, waives. What is wrong with a
// waiver, and one that waives nothing, are findings too. No waiver makes anything good that cannot be read.
func (c *checker) waive() {
	problems := c.found
	annotation := diagnostic.Path{}.Child("metadata", "annotations", diagnostic.WaiveAnnotation)
	waivers, wrong := waivable().Annotation(c.object.text("metadata", "annotations", diagnostic.WaiveAnnotation), c.finding(annotation, ""))
	c.found = wrong
	for _, f := range c.object.comments.found {
		f.Subject = c.object.String()
		c.found = append(c.found, f)
	}
	for _, w := range c.object.comments.waivers {
		w.Unused.Subject = c.object.String()
		waivers = append(waivers, w)
	}
	type about struct {
		rule diagnostic.Rule
		line int
	}
	used := map[about]bool{}
	for _, w := range waivers {
		used[about{w.Rule, w.Line}] = false
	}
	for _, f := range problems {
		waived := false
		for _, a := range []about{{f.Rule, 0}, {f.Rule, f.Line}} {
			if _, ok := used[a]; ok {
				used[a], waived = true, true
			}
		}
		if !waived {
			c.found = append(c.found, f)
		}
	}
	for _, w := range waivers {
		if !used[about{w.Rule, w.Line}] && (w.Line == 0 || !c.object.shared) { // a comment may be about another object of a list
			c.found = append(c.found, w.Unused)
		}
	}
}
