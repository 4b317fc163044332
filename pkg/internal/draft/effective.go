package draft

import (
	"maps"

	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// serverFields of metadata are the API server's own, or those of controllers.
var serverFields = []string{"creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "finalizers", "generation", "managedFields",
	"ownerReferences", "resourceVersion", "selfLink", "uid"}

// lastApplied is where kubectl keeps what it applied last.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// Effective is an object as its author wrote it, in a namespace, or in none where that is empty: without what a cluster adds, and with
// the configuration of Flink by flat keys.
func Effective(object manifest.Object, namespace string) manifest.Object {
	tree := maps.Clone(object.Tree())
	delete(tree, "status")
	metadata, _ := tree["metadata"].(map[string]any)
	metadata = maps.Clone(metadata)
	for _, field := range serverFields {
		delete(metadata, field)
	}
	if delete(metadata, "namespace"); namespace != "" && !object.ID().ClusterScoped() {
		metadata["namespace"] = namespace
	}
	if annotations, ok := metadata["annotations"].(map[string]any); ok {
		annotations = maps.Clone(annotations)
		delete(annotations, lastApplied)
		metadata["annotations"] = annotations
	}
	tree["metadata"] = metadata
	if spec, ok := tree["spec"].(map[string]any); ok && object.ID().Group == v1beta1.GroupVersion.Group {
		tree["spec"] = withFlatConfiguration(spec)
	}
	made, err := manifest.FromTree(tree)
	if err != nil {
		return object // which has a name, and nothing but plain values: as does this
	}
	return made
}

// TargetSession is the label that the operator's webhook gives a FlinkSessionJob, and that a spec renders.
const TargetSession = "target.session"

// Labelled is an object with the label that the operator's webhook gives it in the cluster.
func Labelled(object manifest.Object) manifest.Object {
	session, named := object.At([]any{"spec", "deploymentName"})
	if id := object.ID(); !named || id.Group != v1beta1.GroupVersion.Group || id.Kind != v1beta1.KindFlinkSessionJob {
		return object
	}
	return object.With([]any{"metadata", "labels", TargetSession}, session)
}

// withFlatConfiguration is a spec of a custom resource with its configuration by flat keys, and so that of its template.
func withFlatConfiguration(spec map[string]any) map[string]any {
	spec = maps.Clone(spec)
	if configuration, ok := spec["flinkConfiguration"].(map[string]any); ok {
		flat := map[string]any{}
		for key, value := range flatconfiguration.Values(configuration) {
			flat[key] = value
		}
		spec["flinkConfiguration"] = flat
	}
	if template, ok := spec["template"].(map[string]any); ok {
		if below, ok := template["spec"].(map[string]any); ok {
			template = maps.Clone(template)
			template["spec"] = withFlatConfiguration(below)
			spec["template"] = template
		}
	}
	return spec
}
