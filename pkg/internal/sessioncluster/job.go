package sessioncluster

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Job is a FlinkSessionJob of a target.
type Job struct {
	Target *resolve.Target
	Object manifest.Object

	// Cluster that it names: the operator looks for it beside the job.
	Cluster ID

	release operator.Release // zero where it is not known
}

// JobOf is the job that an object of a target is; false for another object.
func JobOf(t *resolve.Target, object manifest.Object) (Job, bool) {
	id := object.ID()
	if id.Group != v1beta1.GroupVersion.Group || id.Kind != v1beta1.KindFlinkSessionJob {
		return Job{}, false
	}
	spec, _ := object.Tree()["spec"].(map[string]any)
	name, _ := spec["deploymentName"].(string)
	release, _ := operator.ParseRelease(t.Settings.OperatorVersion) // what is wrong with it, the checks of settings say
	return Job{Target: t.Identity(), Object: object, Cluster: ID{t.EnvironmentName, t.Namespace, name}, release: release}, true
}

// Check checks the job by itself, and against its cluster where that is among some. The paths of the findings are those of the
// FlinkSessionJob. Clusters are nil where they are not known: then none is missing. Without a release of the operator there is
// nothing to say.
func (j Job) Check(clusters []Cluster) diagnostic.Findings {
	if (j.release == operator.Release{}) {
		return nil
	}
	job := lint.Object{Content: withoutNamespace(j.Object.Tree())}
	objects := []lint.Object{job}
	at := slices.IndexFunc(clusters, func(c Cluster) bool { return c.ID == j.Cluster })
	if at >= 0 {
		objects = append(objects, lint.Object{Content: clusters[at].Content})
	}
	found := slices.DeleteFunc(lint.Check(lint.Target{Operator: j.release}, objects...), func(f diagnostic.Finding) bool {
		return f.Subject != job.String()
	})
	if at < 0 && clusters != nil && j.Cluster.Name != "" && j.Cluster.Namespace != "" {
		found = append(found, diagnostic.Finding{
			Path: diagnostic.Path{}.Child("spec", "deploymentName"), Message: Unknown(j.Target, j.Cluster.Name, clusters),
		}.Under(diagnostic.RuleMissingSession))
	}
	return found
}

// withoutNamespace is an object without the namespace that it may state: kustomize puts it into that of the target.
func withoutNamespace(object map[string]any) map[string]any {
	metadata, _ := object["metadata"].(map[string]any)
	if metadata["namespace"] == nil {
		return object
	}
	object, metadata = maps.Clone(object), maps.Clone(metadata)
	delete(metadata, "namespace")
	object["metadata"] = metadata
	return object
}
