package command

import (
	"path/filepath"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// inOutput is a finding about a file of the output folder, as the user would name it here.
func inOutput(output, path, message string, rule diagnostic.Rule) diagnostic.Finding {
	at := diagnostic.Position{File: filepath.Join(output, filepath.FromSlash(path))}
	return diagnostic.Finding{Position: at, Message: message}.Under(rule)
}

// planFindings are what was found damaged, and the files that are kept as they are.
func planFindings(output string, plan *gittree.Plan) diagnostic.Findings {
	var findings diagnostic.Findings
	for _, f := range plan.Findings {
		findings = append(findings, inOutput(output, f.File, f.Message, f.Rule))
	}
	for _, change := range plan.Changes {
		switch {
		case change.Action == gittree.Edited && change.New() == nil:
			findings = append(findings, inOutput(output, change.Path, change.Reason+" and is kept: delete it with --prune --force", diagnostic.RuleEditedFile))
		case change.Action == gittree.Edited:
			findings = append(findings, inOutput(output, change.Path, change.Reason+" and is kept: put the change into the spec, or replace the file with --force", diagnostic.RuleEditedFile))
		case change.Action == gittree.Foreign:
			findings = append(findings, inOutput(output, change.Path, "was not written by flinkustomize and is kept: move it away", diagnostic.RuleForeignFile))
		case change.Action == gittree.Stale:
			findings = append(findings, inOutput(output, change.Path, "is no longer asked for and is kept: delete it with --prune", diagnostic.RuleStaleFile))
		}
	}
	return findings
}

// drift is what generate --prune would change.
func drift(output string, plan *gittree.Plan) diagnostic.Findings {
	says := map[gittree.Action]string{
		gittree.Create: "does not exist: run generate",
		gittree.Update: "differs from the specs: run generate",
		gittree.Delete: "is no longer asked for: run generate --prune",
	}
	var findings diagnostic.Findings
	for _, change := range plan.Changes {
		message, ok := says[change.Action]
		if change.Unreferenced {
			message = "is no longer listed by any kustomization: run generate"
		}
		if ok {
			findings = append(findings, inOutput(output, change.Path, message, diagnostic.RuleDrift))
		}
	}
	return findings
}

func untrackedFindings(output string, paths []string) diagnostic.Findings {
	var findings diagnostic.Findings
	for _, path := range paths {
		findings = append(findings, inOutput(output, path, "is not tracked by Git: run git add", diagnostic.RuleUntrackedFile))
	}
	return findings
}

// noteChanges notes which files are deleted, in one line for all that no kustomization names any more, and with all also
// which are written.
func noteChanges(screen *screen, output string, plan *gittree.Plan, all bool) {
	var unreferenced []string
	for _, change := range plan.Changes {
		path := func() string { return filepath.Join(output, filepath.FromSlash(change.Path)) } // of few
		if change.Unreferenced {
			unreferenced = append(unreferenced, path())
		}
		written := change.Action == gittree.Create || change.Action == gittree.Update
		if change.Action == gittree.Delete && !change.Unreferenced || all && (written || change.Unreferenced) {
			screen.notef("%s %s", change.Action, path())
		}
	}
	switch len(unreferenced) {
	case 0:
	case 1:
		screen.notef("%s: no kustomization lists it any more; it is deleted", unreferenced[0])
	default:
		screen.notef("%s and %d more: no kustomization lists them any more; they are deleted", unreferenced[0], len(unreferenced)-1)
	}
}
