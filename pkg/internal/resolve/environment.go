package resolve

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// Environment is an Environment document as the target that its own objects are of: enough to name it, and to say where its
// fields stand.
func Environment(e Source[v1alpha1.Environment]) *Target {
	spec := e.origin("spec")
	return &Target{Metadata: e.Object.Metadata, EnvironmentName: e.Object.Metadata.Name, Environment: &e.Object.Spec,
		Namespace: e.Object.Spec.Namespace, Complete: true, Settings: e.Object.Spec,
		subject: e.String(), document: e.Document, spec: spec, settings: spec}
}
