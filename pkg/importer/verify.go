package importer

import (
	"errors"
	"path"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
	"github.com/flinkustomize/flinkustomize/pkg/internal/generation"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Verify renders the specs, and says what it would do to what was read to become what comes out, object by object. Findings are what is wrong with the
// specs: those with errors are left out of the comparison.
func (r *Result) Verify() (impact.Report, diagnostic.Findings, error) {
	documents, err := r.documents()
	if err != nil {
		return impact.Report{}, nil, err
	}
	if len(documents.Specs) == 0 {
		return impact.Report{}, documents.Findings, nil
	}
	var findings diagnostic.Findings
	var made *generation.Result
	for {
		made, err = generation.Generate(documents)
		var found diagnostic.Findings
		if !errors.As(err, &found) {
			break
		}
		findings = append(findings, found...)
		broken := slices.DeleteFunc(slices.Clone(documents.Specs), func(d resolve.Document) bool { return !isBroken(d, found) })
		documents.Specs = slices.DeleteFunc(slices.Clone(documents.Specs), func(d resolve.Document) bool { return isBroken(d, found) })
		if len(broken) == 0 || len(documents.Specs) == 0 {
			return impact.Report{}, findings.Sorted(), nil
		}
	}
	if err != nil {
		return impact.Report{}, nil, err
	}
	findings = append(findings, made.Findings...)
	after, err := made.Targets(func(string) bool { return true })
	if err != nil {
		return impact.Report{}, nil, err
	}
	compared := map[string]bool{}
	for _, target := range after {
		compared[target.App+" "+target.Environment] = true
	}
	before := slices.DeleteFunc(r.targets(), func(t impact.Target) bool { return !compared[t.App+" "+t.Environment] })
	return impact.Compare(before, after), findings.Sorted(), nil
}

func isBroken(d resolve.Document, found diagnostic.Findings) bool {
	return slices.ContainsFunc(found, func(f diagnostic.Finding) bool {
		return f.Severity == diagnostic.SeverityError && (f.Subject == d.String() || d.Read() != nil && f.File == d.Read().File)
	})
}

// targets are what was read, by the apps that it became.
func (r *Result) targets() []impact.Target {
	var all []impact.Target
	for _, d := range r.drafts {
		namespace, _ := d.Settings["namespace"].(string)
		if own, ok := d.Spec["namespace"].(string); ok {
			namespace = own
		}
		target := impact.Target{App: path.Join(fold.Folder(d.Kind), d.Name), Environment: d.Environment}
		target.OperatorVersion, _ = d.Settings["operatorVersion"].(string)
		var objects []manifest.Object
		for _, object := range d.Objects {
			if object.Namespace() != "" {
				namespace = object.Namespace()
			}
			objects = append(objects, draft.Labelled(draft.Effective(object, namespace)))
		}
		target.Objects = generation.Unstructured(objects)
		all = append(all, target)
	}
	return all
}

// documents reads the files again, as generate does.
func (r *Result) documents() (generation.Documents, error) {
	all := generation.Documents{Files: files(r.Files)}
	var named []string
	for _, d := range r.Documents {
		if !slices.Contains(named, d.File) {
			named = append(named, d.File)
		}
	}
	for _, file := range named {
		documents, err := decode.Documents(file, r.Files[file])
		if err != nil {
			return all, err
		}
		for _, document := range documents {
			if k, ok := registry.Named(document.Kind()); ok {
				spec := k.Decode(document)
				all.Specs, all.Findings = append(all.Specs, spec), append(all.Findings, spec.Unread()...)
				continue
			}
			environment := resolve.Source[v1alpha1.Environment]{Object: &v1alpha1.Environment{}, Document: document}
			environment.Undecoded = document.Decode(environment.Object)
			all.Environments, all.Findings = append(all.Environments, environment), append(all.Findings, environment.Undecoded...)
		}
	}
	return all, nil
}
