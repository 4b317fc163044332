package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// Guard finds losses that nobody has acknowledged: changes that delete state, leave it behind, or that the cluster refuses.
type Guard struct {
	// Acknowledged are the losses that are meant.
	Acknowledged []v1alpha1.Acknowledgement

	// Unguarded are environments in which losses are no findings.
	Unguarded []string

	// Locate is where a field of flinkustomize.yaml stands; nil for a Go program that has none.
	Locate func(field diagnostic.Path) diagnostic.Position
}

// GuardOf is the guard that flinkustomize.yaml asks for.
func GuardOf(w *workspace.Workspace) Guard {
	return Guard{Acknowledged: w.Acknowledge, Unguarded: w.UnguardedEnvironments, Locate: w.Locate}
}

// Check finds the losses of a review that nobody has acknowledged, at the line of the spec that has them, or else in
// flinkustomize.yaml; acknowledgements that nothing needs; and what could not be compared. The result and the options are those
// that the review was made of.
func (g Guard) Check(r Review, result *generate.Result, options Options) diagnostic.Findings {
	var findings diagnostic.Findings
	r.Acknowledged = g.Acknowledged
	for _, change := range r.Changes {
		if change.Loss == "" || slices.Contains(g.Unguarded, change.Environment) {
			continue
		}
		if _, acknowledged := r.Acknowledgement(change); !acknowledged {
			loss := strings.TrimSuffix(change.Loss, ".")
			if !strings.Contains(loss, change.ID.Kind+" ") {
				loss = change.ID.String() + ": " + loss
			}
			message := fmt.Sprintf("%s: undo it, or add to spec.acknowledge of %s: %s", loss, workspace.FileName, entry(change))
			findings = append(findings, g.at(result, change.App, change.Environment, message).Under(diagnostic.RuleLoss))
		}
	}
	for _, u := range r.Uncompared {
		message := fmt.Sprintf("cannot be compared with %s: %s", r.Old, u.Reason)
		findings = append(findings, g.at(result, u.App, u.Environment, message).Under(diagnostic.RuleNotCompared))
	}
	return append(findings, g.unused(r, options)...)
}

// Acknowledgement is that of the loss of a change; it reports false where there is none.
func (r Review) Acknowledgement(change impact.Change) (v1alpha1.Acknowledgement, bool) {
	at := slices.IndexFunc(r.Acknowledged, func(a v1alpha1.Acknowledgement) bool {
		return a.App == change.App && a.Environment == change.Environment && a.Loss == change.LossID()
	})
	if change.Loss == "" || at < 0 {
		return v1alpha1.Acknowledgement{}, false
	}
	return r.Acknowledged[at], true
}

// Merged is a review of a merge, given the one against the branch that is merged: what that branch has lost before is no loss of
// the merge.
func (r Review) Merged(branch Review) Review {
	r.Changes = slices.Clone(r.Changes)
	for i, change := range r.Changes {
		lost := slices.ContainsFunc(branch.Changes, func(other impact.Change) bool {
			return other.App == change.App && other.Environment == change.Environment && other.LossID() == change.LossID()
		})
		unknown := slices.ContainsFunc(branch.Uncompared, func(u Uncompared) bool { return u.App == change.App && u.Environment == change.Environment })
		if !lost && !unknown {
			r.Changes[i].Loss = ""
		}
	}
	return r
}

// entry is the acknowledgement of a loss, to be written into flinkustomize.yaml.
func entry(change impact.Change) string {
	environment := ""
	if change.Environment != "" {
		environment = "environment: " + change.Environment + ", "
	}
	return fmt.Sprintf("{app: %s, %sloss: %s, reason: WHY}", change.App, environment, strconv.Quote(change.LossID()))
}

// at is a finding about an app in an environment.
func (g Guard) at(result *generate.Result, app, environment, message string) diagnostic.Finding {
	if finding, ok := result.Finding(app, environment, message); ok {
		return finding
	}
	finding := diagnostic.Finding{Subject: app, Environment: environment, Message: app + ": " + message}
	if g.Locate != nil {
		finding.Position = g.Locate(nil)
	}
	return finding
}

// unused are the entries of flinkustomize.yaml that are about nothing.
func (g Guard) unused(r Review, options Options) diagnostic.Findings {
	var findings diagnostic.Findings
	find := func(field diagnostic.Path, format string, args ...any) {
		finding := diagnostic.Finding{Path: field, Message: fmt.Sprintf(format, args...)}
		if g.Locate != nil {
			finding.Position = g.Locate(field)
		}
		findings = append(findings, finding.Under(diagnostic.RuleAcknowledgement))
	}
	for i, one := range g.Acknowledged {
		used := slices.ContainsFunc(r.Changes, func(change impact.Change) bool {
			return one.App == change.App && one.Environment == change.Environment && change.Loss != "" && one.Loss == change.LossID()
		})
		unknown := slices.ContainsFunc(r.Uncompared, func(u Uncompared) bool { return u.App == one.App && u.Environment == one.Environment })
		if !used && !unknown && options.hasFolder(one.App) && options.hasEnvironment(one.Environment) {
			find(diagnostic.Path{}.Child("spec", "acknowledge").Index(i), "acknowledges no loss against %s: remove it, if it is committed, or write the loss as the error names it", r.Old)
		}
	}
	for i, name := range g.Unguarded {
		if !slices.Contains(r.Environments, name) {
			message := fmt.Sprintf("names no environment, %s: remove it", diagnostic.Quote(name))
			if near := diagnostic.Suggest(name, r.Environments); near != "" {
				message = fmt.Sprintf("names no environment, %s: did you mean %q?", diagnostic.Quote(name), near)
			}
			find(diagnostic.Path{}.Child("spec", "unguardedEnvironments").Index(i), "%s", message)
		}
	}
	return findings
}
