package sessioncluster

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// ID tells the clusters of a workspace apart.
type ID struct {
	Environment, Namespace, Name string
}

// Cluster is a FlinkDeployment in one environment.
type Cluster struct {
	ID

	// Application means that it runs a job of its own, and takes no other.
	Application bool

	// Content is what a job in the cluster depends on, as a FlinkDeployment has it. It is nil where no job asks for it: those of
	// thousands of clusters would fill the memory.
	Content map[string]any
}

// WithoutContent is the cluster that an object of a target is, without what a job depends on; false for another object, and where
// the namespace is not known.
func WithoutContent(t *resolve.Target, object manifest.Object) (Cluster, bool) {
	id := object.ID()
	if id.Group != v1beta1.GroupVersion.Group || id.Kind != v1beta1.KindFlinkDeployment || !t.Complete || t.Namespace == "" {
		return Cluster{}, false
	}
	spec, _ := object.Tree()["spec"].(map[string]any)
	return Cluster{ID: ID{t.EnvironmentName, t.Namespace, id.Name}, Application: spec["job"] != nil}, true
}

// Of is the cluster that an object of a target is; false as WithoutContent.
func Of(t *resolve.Target, object manifest.Object) (Cluster, bool) {
	cluster, ok := WithoutContent(t, object)
	if !ok {
		return cluster, false
	}
	spec, _ := object.Tree()["spec"].(map[string]any)
	needed := map[string]any{}
	for _, field := range []string{"flinkVersion", "flinkConfiguration", "job"} {
		if value := spec[field]; value != nil {
			needed[field] = value
		}
	}
	cluster.Content = map[string]any{
		"apiVersion": v1beta1.GroupVersion.String(), "kind": v1beta1.KindFlinkDeployment,
		"metadata": map[string]any{"name": cluster.Name}, "spec": needed,
	}
	return cluster, true
}

// Unknown says that a target names a cluster that does not run in its environment, and what else it may have meant: one of
// the names there, or the cluster of that name in another namespace or environment.
func Unknown(t *resolve.Target, name string, clusters []Cluster) string {
	var names, namespaces, environments []string
	for _, c := range clusters {
		switch {
		case c.Application:
		case c.Environment == t.EnvironmentName && c.Namespace == t.Namespace:
			names = append(names, c.Name)
		case c.Name != name:
		case c.Environment == t.EnvironmentName:
			namespaces = append(namespaces, fmt.Sprintf("%q", c.Namespace))
		case c.Environment != "":
			environments = append(environments, c.Environment)
		}
	}
	switch {
	case len(namespaces) > 0:
		return fmt.Sprintf("must be a session cluster in namespace %q, where the job is: %s runs in namespace %s", t.Namespace, diagnostic.Quote(name), listed(namespaces))
	case len(environments) > 0:
		return fmt.Sprintf("must be a session cluster %s: %s runs in %s only", where(t), diagnostic.Quote(name), listed(environments))
	}
	return NoneOf(t, "session cluster", name, names)
}

// NoneOf says that a target names none of the clusters of its environment, which have these names. The noun is what they are,
// such as FlinkSession.
func NoneOf(t *resolve.Target, noun, name string, names []string) string {
	names = slices.Sorted(slices.Values(names))
	if len(names) == 0 {
		return fmt.Sprintf("must be a %s %s, and there is none: not %s", noun, where(t), diagnostic.Quote(name))
	}
	message := fmt.Sprintf("must be a %s %s, such as %s, not %s", noun, where(t), names[0], diagnostic.Quote(name))
	const many = 1000 // of which no name is meant
	if near := diagnostic.Suggest(name, names[:min(len(names), many)]); near != "" {
		message += fmt.Sprintf(": did you mean %q?", near)
	}
	return message
}

func where(t *resolve.Target) string {
	switch {
	case t.Environment != nil:
		return "of the environment"
	case t.EnvironmentName != "":
		return "in environment " + t.EnvironmentName
	}
	return "of the workspace that has no environment"
}

// listed are names as people list them, each once.
func listed(names []string) string {
	slices.Sort(names)
	names = slices.Compact(names)
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}
