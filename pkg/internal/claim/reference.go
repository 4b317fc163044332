package claim

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Reference is to a cluster that a manifest of the user's own names.
type Reference struct {
	// Digest is that of the claim which the cluster makes.
	Digest Digest

	// Missing is what to say where no target makes that claim.
	Missing diagnostic.Finding
}

// References lists the clusters that the session jobs among a target's own manifests name. They are in the namespace of the
// target, into which kustomize puts the jobs.
func References(rendered Rendered) []Reference {
	t := rendered.Target
	var references []Reference
	for i, resource := range rendered.Resources {
		for _, object := range resource {
			id := object.ID()
			if id.Group != v1beta1.GroupVersion.Group || id.Kind != v1beta1.KindFlinkSessionJob {
				continue
			}
			spec, _ := object.Tree()["spec"].(map[string]any)
			name, _ := spec["deploymentName"].(string)
			if name == "" {
				continue
			}
			cluster := Claim{What: "object", Scope: t.EnvironmentName, namespace: t.Namespace, group: id.Group, Kind: v1beta1.KindFlinkDeployment, Name: name}
			missing := t.Errorf(path("resources").Index(i), "%s names the cluster %s, which nothing here makes in namespace %q%s",
				id, diagnostic.Quote(name), t.Namespace, suggestion(name, rendered))
			references = append(references, Reference{digest(cluster.appendText(nil)), missing.Under(diagnostic.RuleMissingCluster)})
		}
	}
	return references
}

// suggestion is for a name that differs little from that of a cluster beside it.
func suggestion(name string, rendered Rendered) string {
	names := []string{rendered.Target.Metadata.Name}
	for _, resource := range rendered.Resources {
		for _, object := range resource {
			if id := object.ID(); id.Kind == v1beta1.KindFlinkDeployment {
				names = append(names, id.Name)
			}
		}
	}
	if near := diagnostic.Suggest(name, names); near != "" {
		return ": did you mean " + diagnostic.Quote(near) + "?"
	}
	return ""
}
