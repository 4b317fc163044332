package environment

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// InClusters are environments as the operators of their clusters complete them: one that states no operatorVersion has that of its
// FlinkOperator, and the policies of its network name the operator's namespace. Environments in one cluster have one operator, so
// that another release is a finding, as is a cluster that no FlinkOperator is of, and alerts about an operator that nobody measures.
// Documents stay as they are.
func InClusters(environments []resolve.Source[v1alpha1.Environment], operators map[string]resolve.Source[v1alpha1.FlinkOperator]) ([]resolve.Source[v1alpha1.Environment], diagnostic.Findings) {
	completed, errs := slices.Clone(environments), diagnostic.Findings(nil)
	for i, e := range environments {
		spec := e.Object.Spec
		if spec.Cluster == "" || operator.ValidName(spec.Cluster) != nil {
			continue
		}
		of, ok := operators[spec.Cluster]
		if !ok {
			errs = append(errs, e.SpecErrorf(path("cluster"), "%s", noOperator(spec.Cluster, operators)).Under(diagnostic.RuleUnknownReference))
			continue
		}
		object := *e.Object
		object.Spec.GuardRails = guardedBy(spec.GuardRails, of.Object)
		completed[i].Object = &object
		if alerts := spec.Alerts; alerts.On() && check.IsTrue(alerts.Operator) && !of.Object.Spec.Metrics.On() {
			errs = append(errs, e.SpecErrorf(path("alerts", "operator"), "must not be true while %s%s has no metrics: FlinkOperatorMissing would fire for ever; set its spec.metrics", of, at(of.Position())).
				Under(diagnostic.RuleConflictingFields))
		}
		own, err := operator.ParseRelease(spec.OperatorVersion)
		theirs, theirErr := operator.ParseRelease(of.Object.Spec.OperatorVersion)
		switch {
		case spec.OperatorVersion == "":
			if object.Spec.OperatorVersion = of.Object.Spec.OperatorVersion; theirErr != nil {
				object.Spec.OperatorVersion = operator.Latest().String() // the wrong one is a finding at the FlinkOperator alone
			}
		case err == nil && theirErr == nil && own != theirs:
			errs = append(errs, e.SpecErrorf(path("operatorVersion"), "must be %s, the release of %s, which runs in its cluster%s, not %s: leave it out, and it follows",
				of.Object.Spec.OperatorVersion, of, at(of.Position()), spec.OperatorVersion).Under(diagnostic.RuleConflictingFields))
		}
	}
	return completed, errs
}

// guardedBy are guard rails with the namespace of an operator, where clusters must let it in.
func guardedBy(guardRails *v1alpha1.GuardRails, of *v1alpha1.FlinkOperator) *v1alpha1.GuardRails {
	if guardRails == nil || !guardRails.NetworkPolicy.On() || guardRails.NetworkPolicy.OperatorNamespace != "" {
		return guardRails
	}
	all, network := *guardRails, *guardRails.NetworkPolicy
	network.OperatorNamespace = cmp.Or(of.Spec.Namespace, v1alpha1.DefaultOperatorNamespace)
	all.NetworkPolicy = &network
	return &all
}

// CheckCluster refuses a cluster that settings inline name and no FlinkOperator is of.
func CheckCluster(t *resolve.Target, operators map[string]resolve.Source[v1alpha1.FlinkOperator]) diagnostic.Findings {
	cluster := t.Settings.Cluster
	if _, ok := operators[cluster]; ok || cluster == "" || !t.OwnSettings || t.Environment != nil && t.Environment.Cluster == cluster {
		return nil
	}
	return diagnostic.Findings{t.SettingErrorf(path("cluster"), "%s", noOperator(cluster, operators)).Under(diagnostic.RuleUnknownReference)}
}

// Operators are FlinkOperators by the names of their clusters, of those of one name the first.
func Operators(all []resolve.Source[v1alpha1.FlinkOperator]) map[string]resolve.Source[v1alpha1.FlinkOperator] {
	byCluster := make(map[string]resolve.Source[v1alpha1.FlinkOperator], len(all))
	for _, o := range slices.Backward(all) {
		byCluster[o.Object.Metadata.Name] = o
	}
	return byCluster
}

func noOperator(cluster string, known map[string]resolve.Source[v1alpha1.FlinkOperator]) string {
	names := resolve.SortedKeys(known)
	if len(names) == 0 {
		return "must be the name of a FlinkOperator, and the workspace has none: not " + diagnostic.Quote(cluster)
	}
	message := fmt.Sprintf("must be the name of a FlinkOperator, such as %s, not %s", names[0], diagnostic.Quote(cluster))
	if near := diagnostic.Suggest(cluster, names); near != "" {
		message += fmt.Sprintf(": did you mean %q?", near)
	}
	return message
}

// at is a position in parentheses; empty for none.
func at(position string) string {
	if position == "" {
		return ""
	}
	return " (" + position + ")"
}
