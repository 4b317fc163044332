package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/review"
	"github.com/flinkustomize/flinkustomize/pkg/review/format"
)

// guarded is what a run changes against HEAD.
type guarded struct {
	review   review.Review
	findings diagnostic.Findings
}

// head is the tree of HEAD; nil where there is none: no repository, nothing committed, or nothing committed of the output folder.
func head(place review.Place) (*review.Old, error) {
	old, err := review.AtRevision(place, "HEAD")
	if errors.Is(err, review.ErrNoRepository) || errors.Is(err, review.ErrNoCommit) || err == nil && old.IsEmpty() {
		return nil, nil
	}
	return old, err
}

// guarded compares what the specs ask for with HEAD, or with the files in the output folder where there is none.
func (p *project) guarded(plan *gittree.Plan) (guarded, error) {
	var findings diagnostic.Findings
	old, err := p.old()
	if err != nil {
		finding := diagnostic.Finding{Position: p.guard.Locate(nil), Message: fmt.Sprintf("the tree of HEAD cannot be read, and changes are compared with the files in %s: %v", p.shown, err)}
		findings = append(findings, finding.Under(diagnostic.RuleNotCompared))
	}
	if old == nil && plan.Fresh() { // where there was nothing, nothing is lost
		return guarded{findings: namedFrom(append(findings, p.guard.Check(review.Review{}, p.Result, review.Options{})...), p.here, p.root)}, nil
	}
	if old == nil {
		if old, err = p.onDisk(plan); err != nil {
			return guarded{}, err
		}
	}
	options := review.Options{}
	if p.only != nil { // beside them, the aggregates are written, without what is gone
		options.Folder = func(folder string) bool {
			_, wanted := p.Tree.Folder(folder)
			return !wanted || slices.Contains(p.only, folder)
		}
	}
	r, err := review.Compare(old, p.Result, options)
	if err != nil {
		return guarded{}, err
	}
	if slices.ContainsFunc(r.Changes, func(c impact.Change) bool { return c.Loss != "" }) {
		if merged, err := review.AtRevision(review.Place{Root: p.root, Output: p.output}, "MERGE_HEAD"); err == nil { // there is one during a merge
			branch, err := review.Compare(merged, p.Result, options)
			if err != nil {
				return guarded{}, err
			}
			r = r.Merged(branch)
		}
	}
	findings = append(findings, p.guard.Check(r, p.Result, options)...)
	return guarded{r, namedFrom(findings, p.here, p.root)}, nil
}

// onDisk is the tree in the output folder.
func (p *project) onDisk(plan *gittree.Plan) (*review.Old, error) {
	var changed []string
	for _, change := range plan.Changes {
		changed = append(changed, change.Path)
	}
	output := os.DirFS(p.output)
	if root, err := os.OpenRoot(p.output); err == nil {
		output = root.FS() // which stays open: the files are read when they are needed
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return review.OnDisk(output, p.shown, p.Tree, changed)
}

// note says in a line what changes, where that has consequences.
func (g guarded) note(screen *screen) {
	if slices.ContainsFunc(g.review.Changes, func(c impact.Change) bool { return c.Class.Compare(impact.Create) > 0 }) {
		screen.notef("%s: flinkustomize diff shows what happens", format.Summary(g.review))
	}
}
