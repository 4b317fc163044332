package generation

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// appDelivery is an app in an environment, for what delivers it.
type appDelivery struct {
	environment string
	app         delivery.App
	session     sessioncluster.ID // that a job runs in; zero for another app
}

// deliveries are those of a document.
func deliveries(k kind.Kind, r *rendered) ([]appDelivery, error) {
	var all []appDelivery
	for _, target := range r.complete {
		common := target.Common()
		entry, err := target.Inventory(target.files)
		if err != nil {
			return nil, err
		}
		one := appDelivery{environment: common.EnvironmentName,
			app: delivery.App{Folder: r.app.Path, Needs: slices.Clone(entry.Uses), Late: k.Joins() || k.Registers()}}
		if entry.Session != "" {
			one.session = sessioncluster.ID{Environment: common.EnvironmentName, Namespace: common.Namespace, Name: entry.Session}
		}
		kinds := map[string]bool{}
		for _, object := range target.objects() {
			if id := object.ID(); id.Group == v1beta1.GroupVersion.Group {
				kinds[id.Kind] = true
			}
		}
		one.app.Flink = slices.Sorted(maps.Keys(kinds))
		all = append(all, one)
	}
	return all, nil
}

// runningIn are the apps of each environment, in the order in which they start: jobs after their sessions.
func runningIn(apps []app) map[string][]delivery.App {
	folders := map[sessioncluster.ID]string{}
	for _, app := range apps {
		for _, session := range app.sessions {
			folders[session.ID] = app.path
		}
	}
	all := map[string][]delivery.App{}
	for _, kind := range registry.All() {
		own := slices.DeleteFunc(slices.Clone(apps), func(a app) bool { return a.kind != kind.Name() })
		slices.SortFunc(own, func(a, b app) int { return strings.Compare(a.path, b.path) }) // whatever file each stands in
		for _, app := range own {
			for _, one := range app.deliveries {
				if folder := folders[one.session]; folder != "" && folder != app.path {
					one.app.Needs = append(one.app.Needs, folder)
				}
				all[one.environment] = append(all[one.environment], one.app)
			}
		}
	}
	return all
}

// operatorsOf are the operators of the clusters that environments are in, by the names of the environments.
func operatorsOf(apps []app, byCluster map[string]resolve.Source[v1alpha1.FlinkOperator]) map[string]*delivery.Operator {
	all := map[string]*delivery.Operator{}
	for _, app := range apps {
		if !app.operates {
			continue
		}
		operator := &delivery.Operator{Folder: app.path, ArgoCD: byCluster[app.spec.Metadata().Name].Object.Spec.ArgoCD}
		for _, environment := range app.environments {
			all[environment] = operator
		}
	}
	return all
}

// deliver adds what delivers the tree.
func (r *Result) deliver(workspace resolve.Source[v1alpha1.Workspace], running map[string][]delivery.App, operators map[string]*delivery.Operator) error {
	spec := workspace.Object.Spec
	t := delivery.Tree{Spec: spec.Delivery, Rendered: spec.Render}
	for _, aggregate := range r.aggregates {
		t.Environments = append(t.Environments, delivery.Environment{Name: aggregate.Name, Owns: len(aggregate.Shared) > 0,
			Operator: operators[aggregate.Name], Apps: running[aggregate.Name]})
	}
	if err := append(t.CheckNames(workspace.SpecErrorf), t.CheckOperators(workspace.SpecErrorf)...).Err(); err != nil {
		return err
	}
	folder, delivered, err := t.Build()
	if err != nil {
		return err
	}
	r.delivered = delivered
	return r.Tree.Add(folder)
}

// undelivered finds apps that no environment delivers, since they run in none.
func undelivered(apps []app) diagnostic.Findings {
	var all diagnostic.Findings
	for _, app := range apps {
		switch {
		case len(app.environments) > 0:
		case app.operates:
			all = append(all, app.spec.MetadataErrorf(diagnostic.Path{}.Child("name"),
				"is the cluster of no environment, so that spec.delivery of the workspace does not deliver the operator: name it in spec.cluster of an Environment, or deliver %s/base by other means", app.path).
				Under(diagnostic.RuleUndelivered))
		default:
			all = append(all, app.spec.MetadataErrorf(diagnostic.Path{}.Child("name"),
				"has no environments, so that spec.delivery of the workspace does not deliver it: name them in spec.environments, or deliver %s/base by other means", app.path).
				Under(diagnostic.RuleUndelivered))
		}
	}
	return all
}
