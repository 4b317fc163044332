package delivery

import (
	"path"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// Environment is what runs in one.
type Environment struct {
	Name string

	// Owns reports whether the environment has objects of its own.
	Owns bool

	// Operator of the Kubernetes cluster that the environment is in; nil where the workspace has none.
	Operator *Operator

	// Apps in the order in which they start.
	Apps []App
}

// Operator is the Flink Kubernetes Operator of one Kubernetes cluster, which several environments may share.
type Operator struct {
	// Folder of the tree, such as operators/europe.
	Folder string

	// ArgoCD is set where Argo CD installs it, so that its objects are where Argo CD is.
	ArgoCD *v1alpha1.FlinkOperatorArgoCD
}

// App is one app in an environment.
type App struct {
	// Folder of the tree, such as flink/analytics.
	Folder string

	// Needs are the folders of apps in the environment that must be healthy first.
	Needs []string

	// Late means that the app is of a kind that needs clusters.
	Late bool

	// Flink are the kinds of Flink's custom resources that it has, sorted.
	Flink []string
}

// Tree is what delivers a tree.
type Tree struct {
	Spec *v1alpha1.Delivery

	// Rendered means that the overlays are built in the tree.
	Rendered bool

	// Environments of the workspace in which anything runs.
	Environments []Environment
}

// DefaultPath is where the tree is in its repository if nothing else is said.
const DefaultPath = "deploy"

// path of a folder of the tree in what is delivered.
func (t Tree) path(elements ...string) string {
	at := t.Spec.Path
	if at == "" {
		at = DefaultPath
	}
	return path.Join(append([]string{at}, elements...)...)
}

// delivered are the environments that a delivery names and in which anything runs.
func (t Tree) delivered() []Environment {
	return slices.DeleteFunc(slices.Clone(t.Environments), func(e Environment) bool {
		switch {
		case t.Spec.ArgoCD != nil:
			_, named := t.Spec.ArgoCD.Environments[e.Name]
			return !named
		case t.Spec.Flux != nil:
			_, named := t.Spec.Flux.Environments[e.Name]
			return !named
		}
		return true
	})
}

// unit is what one object delivers.
type unit struct {
	name   string // of the object
	file   string // in the folder of the environment
	path   string // in what is delivered
	needs  []string
	late   bool
	flink  []string
	shared bool // what the environment owns

	operator *Operator // or nil
}

// rootName names the root object of an environment.
func (t Tree) rootName(environment string) string {
	return t.Spec.NamePrefix + Folder + "-" + environment
}

// units are those of an environment, in the order in which they start.
func (t Tree) units(e Environment) []unit {
	var all []unit
	built, needed := "overlays/"+e.Name, []string(nil)
	if t.Rendered {
		built = kustomization.RenderedFolder + "/" + e.Name
	}
	if e.Owns {
		shared := "shared"
		if t.Rendered {
			shared = kustomization.RenderedFolder
		}
		name := t.Spec.NamePrefix + "environment-" + e.Name
		all = append(all, unit{name: name, file: "environment.yaml", path: t.path(kustomization.EnvironmentsFolder, e.Name, shared), shared: true})
		needed = []string{name}
	}
	if t.installs(e) {
		all = append(all, unit{name: t.operatorName(e.Operator), file: fileStem(e.Operator.Folder) + ".yaml", path: t.operatorPath(e.Operator), operator: e.Operator})
	}
	for _, app := range e.Apps {
		u := unit{name: t.appName(app.Folder, e.Name), file: fileStem(app.Folder) + ".yaml", path: t.path(app.Folder, built),
			needs: slices.Clone(needed), late: app.Late, flink: app.Flink}
		if e.Operator != nil && len(app.Flink) > 0 {
			u.needs = append(u.needs, t.operatorName(e.Operator))
		}
		for _, other := range app.Needs {
			u.needs = append(u.needs, t.appName(other, e.Name))
		}
		all = append(all, u)
	}
	return all
}

// installs reports whether an environment is the one that delivers the operator of its cluster: the first that is delivered, since one
// object must not be part of two environments.
func (t Tree) installs(e Environment) bool {
	if e.Operator == nil {
		return false
	}
	for _, other := range t.delivered() {
		if other.Operator != nil && other.Operator.Folder == e.Operator.Folder {
			return other.Name == e.Name
		}
	}
	return false
}

func (t Tree) operatorName(o *Operator) string { return t.Spec.NamePrefix + fileStem(o.Folder) }

// operatorPath is the base, since an operator has no overlays.
func (t Tree) operatorPath(o *Operator) string {
	if t.Rendered {
		return t.path(o.Folder, kustomization.RenderedFolder, "base")
	}
	return t.path(o.Folder, "base")
}

func (t Tree) appName(folder, environment string) string {
	return t.Spec.NamePrefix + fileStem(folder) + "-" + environment
}

func fileStem(folder string) string { return strings.ReplaceAll(folder, "/", "-") }

// file is an object and its file in the folder of its environment.
type file struct {
	name   string
	object runtime.Object
}

// objects are those of one environment.
func (t Tree) objects(e Environment) (root runtime.Object, files []file) {
	if t.Spec.ArgoCD != nil {
		return t.argoCD(e)
	}
	return t.flux(e)
}
