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

	// Apps in the order in which they start.
	Apps []App
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
	for _, app := range e.Apps {
		u := unit{name: t.appName(app.Folder, e.Name), file: fileStem(app.Folder) + ".yaml", path: t.path(app.Folder, built),
			needs: slices.Clone(needed), late: app.Late, flink: app.Flink}
		for _, other := range app.Needs {
			u.needs = append(u.needs, t.appName(other, e.Name))
		}
		all = append(all, u)
	}
	return all
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
