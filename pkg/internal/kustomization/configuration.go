package kustomization

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

const (
	// ConfigurationFolder is the kustomize Component that every base with
	// resources of Flink refers to.
	ConfigurationFolder = "kustomizeconfig"

	// configurationFile is what kustomize reads as its configuration.
	configurationFile = "kustomizeconfig.yaml"
)

var (
	// flinkConfiguration teaches kustomize the references, images and labels of
	// Flink's custom resources.
	//
	//go:embed kustomizeconfig.yaml
	flinkConfiguration []byte

	// jobConfiguration teaches it the Service that StreamPark's Job talks to.
	// It stands beside that Job and not in the Component: kustomize applies what
	// it is taught to every Job of a build, and in a Job of the user's a variable
	// that has the value of a Service's name may mean something else.
	//
	//go:embed kustomizeconfig-job.yaml
	jobConfiguration []byte

	// sqlGatewayConfiguration teaches it the session that a SQL Gateway talks to. It stands beside that, for the same reason.
	//
	//go:embed kustomizeconfig-sql-gateway.yaml
	sqlGatewayConfiguration []byte

	// dashboardConfiguration teaches it the ConfigMap that a GrafanaDashboard takes its JSON from.
	//
	//go:embed kustomizeconfig-dashboard.yaml
	dashboardConfiguration []byte
)

// BuildConfiguration writes the folder kustomizeconfig: a kustomize Component
// that the bases and overlays of the tree have in common. It is always the
// same, so that branches merge and any part of the tree can be written alone.
func BuildConfiguration() (*tree.Folder, error) {
	folder, err := tree.NewFolder(ConfigurationFolder)
	if err != nil {
		return nil, err
	}
	out := writer{folder: folder, from: "the workspace"}
	component := kustomization{component: true}
	out.addConfiguration("", &component, flinkConfiguration)
	out.addKustomization("", component)
	return folder, out.err
}

// NeedsConfiguration reports whether what Build makes of the App refers to what
// BuildConfiguration makes.
func (a App) NeedsConfiguration() bool {
	variants := []Variant{a.Base}
	for _, overlay := range a.Overlays {
		variants = append(variants, overlay.Variant)
	}
	return slices.ContainsFunc(variants, Variant.hasFlink)
}

// hasFlink reports whether a custom resource of Flink is among the objects.
// What cannot be read, Build refuses.
func (v Variant) hasFlink() bool {
	for _, file := range v.Files {
		if ofFlink(file.Object) {
			return true
		}
	}
	for _, resource := range v.Resources {
		objects := resource.Objects
		if objects == nil {
			read, err := ReadResource(resource.Name, resource.Content)
			if err != nil {
				continue
			}
			objects = read.Objects
		}
		if slices.ContainsFunc(objects, ofFlink) {
			return true
		}
	}
	return false
}

func ofFlink(object manifest.Object) bool { return object.ID().Group == "flink.apache.org" }

// configuration is what kustomize has to be taught about some objects.
type configuration struct {
	flink      bool // the Component
	job        bool // jobConfiguration
	sqlGateway bool // sqlGatewayConfiguration
	dashboard  bool // dashboardConfiguration
}

func configurationFor(sources []source) configuration {
	var needed configuration
	for _, source := range sources {
		for _, object := range source.objects {
			id := object.ID()
			needed.flink = needed.flink || ofFlink(object)
			needed.job = needed.job || id.Group == "batch" && id.Kind == "Job" && hasVariable(object.Tree(), serviceVariable)
			needed.sqlGateway = needed.sqlGateway || id.Group == "apps" && id.Kind == "Deployment" && hasVariable(object.Tree(), sessionVariable)
			needed.dashboard = needed.dashboard || id.Group == "grafana.integreatly.org" && id.Kind == "GrafanaDashboard"
		}
	}
	return needed
}

// without is what an overlay adds to what its base has.
func (c configuration) without(base configuration) configuration {
	return configuration{flink: c.flink && !base.flink, job: c.job && !base.job, sqlGateway: c.sqlGateway && !base.sqlGateway,
		dashboard: c.dashboard && !base.dashboard}
}

// configure has the kustomization in dir refer to what it needs.
func (w *writer) configure(dir string, k *kustomization, needed configuration) {
	if needed.flink {
		k.components = []string{configurationPath(w.folder, dir)}
	}
	if needed.job {
		w.addConfiguration(dir, k, jobConfiguration)
	}
	if needed.sqlGateway { // an App is a session or a StreamPark, never both
		w.addConfiguration(dir, k, sqlGatewayConfiguration)
	}
	if needed.dashboard { // what an environment owns, and that is neither
		w.addConfiguration(dir, k, dashboardConfiguration)
	}
}

// configurationPath leads from a dir of a folder, which ends with a slash, to the Component.
func configurationPath(folder *tree.Folder, dir string) string {
	return strings.Repeat("../", strings.Count(folder.Path()+"/"+dir, "/")) + ConfigurationFolder
}

// addConfiguration adds kustomizeconfig.yaml.
func (w *writer) addConfiguration(dir string, k *kustomization, configuration []byte) {
	if w.err == nil {
		w.err = w.folder.AddJoined(dir+configurationFile, []byte(manifest.Header(w.from)), configuration)
	}
	k.configurations = []string{configurationFile}
}

// verifyConfiguration checks that the Component is there where Apps need it, as
// BuildConfiguration makes it.
func verifyConfiguration(t *tree.Tree, apps []App) error {
	if !slices.ContainsFunc(apps, App.NeedsConfiguration) {
		return nil
	}
	want, err := BuildConfiguration()
	if err != nil {
		return err
	}
	got, ok := t.Folder(ConfigurationFolder)
	if !ok {
		return fmt.Errorf("folder %s must be there", ConfigurationFolder)
	}
	for name, content := range want.All() {
		if written, _ := got.File(name); string(written) != string(content) {
			return fmt.Errorf("%s/%s is not what the bases rely on", ConfigurationFolder, name)
		}
	}
	return nil
}

const (
	// serviceVariable is the environment variable with which a Job of StreamPark
	// names its Service.
	serviceVariable = "STREAMPARK_HOST"

	// sessionVariable is the one with which a SQL Gateway names its session.
	sessionVariable = "FLINK_SESSION"
)

// hasVariable reports whether a value in the tree of an object is an element of a
// list with the name of a variable.
func hasVariable(value any, variable string) bool {
	switch value := value.(type) {
	case map[string]any:
		if value["name"] == variable {
			return true
		}
		for _, child := range value {
			if hasVariable(child, variable) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(value, func(child any) bool { return hasVariable(child, variable) })
	}
	return false
}
