package specs

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkAcknowledgements checks what flinkustomize.yaml acknowledges. Whether that is lost at all, package review knows.
func (w *Workspace) checkAcknowledgements(document *decode.Document, all []v1alpha1.Acknowledgement) {
	type loss struct{ app, environment, loss string }
	seen := map[loss]bool{}
	for i, one := range all {
		at := diagnostic.Path{}.Child("spec", "acknowledge").Index(i)
		for _, field := range []struct{ name, value, such string }{
			{"app", one.App, "the folder of the spec in the tree, such as flink/analytics"},
			{"loss", one.Loss, "what is lost, as the error names it"},
			{"reason", one.Reason, "why that is fine"},
		} {
			if field.value == "" {
				w.fail(diagnostic.RuleRequiredField, document, at.Child(field.name), "must say %s", field.such)
			}
		}
		key := loss{one.App, one.Environment, one.Loss}
		if seen[key] {
			w.fail(diagnostic.RuleWorkspace, document, at, "is listed twice")
		}
		seen[key] = true
	}
}

// Settings are what flinkustomize.yaml says.
func (w *Workspace) Settings() v1alpha1.WorkspaceSpec { return w.spec }

// Document is flinkustomize.yaml. What delivers the tree finds it in the output folder, unless it says otherwise.
func (w *Workspace) Document() resolve.Source[v1alpha1.Workspace] {
	spec := w.spec
	if spec.Delivery != nil && spec.Delivery.Path == "" {
		delivery := *spec.Delivery
		delivery.Path, spec.Delivery = w.Output, &delivery
	}
	return resolve.Source[v1alpha1.Workspace]{Object: &v1alpha1.Workspace{Metadata: v1alpha1.Metadata{Name: w.Name}, Spec: spec}, Document: w.document}
}

// Locate is where a field of flinkustomize.yaml stands, or the nearest above it.
func (w *Workspace) Locate(field diagnostic.Path) diagnostic.Position {
	if w.document == nil {
		return diagnostic.Position{File: FileName}
	}
	position, _, _ := w.document.Locate(field)
	return position
}
