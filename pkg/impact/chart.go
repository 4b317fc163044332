package impact

import (
	"slices"
	"strings"
)

// operatorChart is the chart of the Flink Kubernetes Operator.
const operatorChart = "flink-kubernetes-operator"

// installation is what has a tool install a chart: a HelmRelease of Flux, or an Application of Argo CD.
type installation struct {
	version, values []string // where they are
}

var (
	helmRelease = installation{version: []string{"spec", "chart", "spec", "version"}, values: []string{"spec", "values"}}
	application = installation{version: []string{"spec", "source", "targetRevision"}, values: []string{"spec", "source", "helm", "valuesObject"}}
)

func changeHelmRelease(c *change) {
	changeChart(c, helmRelease, c.new.text("spec", "chart", "spec", "chart") == operatorChart)
}

func changeArgoApplication(c *change) {
	changeChart(c, application, c.new.text("spec", "source", "chart") == operatorChart)
}

// changeChart is of the chart of the operator, whose pod is replaced; clusters and jobs run on, and nobody looks after them
// meanwhile. Of another chart nothing is known.
func changeChart(c *change, in installation, ofOperator bool) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch {
		case !ofOperator:
			return InPlace, ""
		case l.below(in.version...):
			return Restart, "the CustomResourceDefinitions are replaced, and then the operator"
		case l.below(append(slices.Clone(in.values), "watchNamespaces")...):
			return Restart, "the operator starts again, with rights in other namespaces"
		case l.below(in.values...):
			return Restart, "the operator starts again"
		}
		return InPlace, ""
	})
	if !ofOperator || !c.has(Restart) {
		return
	}
	c.Jobs = "clusters and jobs run on; for a minute nobody looks after them. Options of Flink in its defaults reach a cluster when it is next deployed"
	c.Users = "for a minute no change of a FlinkDeployment has an effect; with its webhook, none can be written"
	before, after := textsOf(c.old.at(append(slices.Clone(in.values), "watchNamespaces")...)), textsOf(c.new.at(append(slices.Clone(in.values), "watchNamespaces")...))
	if gone := without(before, after); len(gone) > 0 && len(after) > 0 { // none means all
		c.lose("the operator no longer looks after namespace " + strings.Join(gone, ", ") + ": what runs there runs on as it is, and is neither recovered nor deleted")
	}
}

// textsOf are the texts of a list.
func textsOf(list any) []string {
	elements, _ := list.([]any)
	var all []string
	for _, element := range elements {
		if text, ok := element.(string); ok {
			all = append(all, text)
		}
	}
	return all
}

// removeHelmRelease is of Flux, which uninstalls the chart, and leaves its CustomResourceDefinitions.
func removeHelmRelease(c *change) {
	if c.old.text("spec", "chart", "spec", "chart") == operatorChart {
		c.uninstalled("Flux uninstalls it")
	}
}

// removeArgoApplication is of Argo CD, which deletes what an Application has made only if that has a finalizer.
func removeArgoApplication(c *change) {
	cascades := slices.ContainsFunc(textsOf(c.old.at("metadata", "finalizers")), func(finalizer string) bool {
		return strings.HasPrefix(finalizer, "resources-finalizer.argocd.argoproj.io")
	})
	switch {
	case strings.HasSuffix(c.old.text("spec", "source", "path"), operatorChart+"/crds") && cascades:
		c.Jobs = "with the CustomResourceDefinitions every FlinkDeployment goes, and every cluster and job with it"
		c.State = "the metadata of high availability goes with them"
		c.lose("every Flink cluster is deleted with the CustomResourceDefinitions")
	case c.old.text("spec", "source", "chart") == operatorChart && cascades:
		c.uninstalled("Argo CD deletes it")
	default:
		c.Users = "what it has made stays as it is, and nothing keeps it so"
	}
}

func (c *change) uninstalled(how string) {
	c.Jobs = "clusters and jobs run on, and nobody looks after them: none is upgraded, recovered or deleted"
	c.Users = "a change of a FlinkDeployment has no effect any more"
	c.lose("there is no operator any more: " + how)
}
