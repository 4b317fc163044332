package krm_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/fn/framework"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	inclusters "github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	flinksession "github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

// Of a session or a StreamPark with the settings of an environment inline, the function must make what building its overlay
// makes.
func TestTheFunctionMakesWhatOverlaysBuild(t *testing.T) {
	for _, dir := range reviewedWorkspaces(t) {
		w, err := specs.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, session := range resolve.Of[v1alpha1.FlinkSession](w.Specs) {
			spec := session.Object.Spec
			carried := carriedAlong(t, w, session.Document.File, append(overEnvironments(spec.Environments,
				func(own v1alpha1.FlinkSessionSpec) []string { return own.Resources }), spec.Resources...))
			eachUnit(t, w, "flink/"+session.Object.Metadata.Name, spec.Environments, func(t *testing.T, environment, unit string) {
				config := inline(t, w, session, environment)
				equalsBuild(t, w, config, config.Spec.Preset, environment, unit, carried)
			})
		}
		for _, console := range resolve.Of[v1alpha1.StreamPark](w.Specs) {
			spec := console.Object.Spec
			carried := carriedAlong(t, w, console.Document.File, append(overEnvironments(spec.Environments,
				func(own v1alpha1.StreamParkSpec) []string { return own.Resources }), spec.Resources...))
			eachUnit(t, w, "streampark/"+console.Object.Metadata.Name, spec.Environments, func(t *testing.T, environment, unit string) {
				config := inlineConsole(t, w, console, environment)
				equalsBuild(t, w, config, config.Spec.Preset, environment, unit, carried)
			})
		}
	}
}

// reviewedWorkspaces are the folders of the workspaces whose trees are reviewed.
func reviewedWorkspaces(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../golden/*/" + specs.FileName)
	if err != nil || len(files) < 8 {
		t.Fatalf("there must be at least 8 reviewed workspaces, not %d: %v", len(files), err)
	}
	examples, err := filepath.Glob("../../examples/*/" + specs.FileName)
	if err != nil || len(examples) < 3 {
		t.Fatalf("there must be at least 3 examples, not %d: %v", len(examples), err)
	}
	var dirs []string
	for _, file := range append(files, examples...) {
		dirs = append(dirs, filepath.Dir(file))
	}
	return dirs
}

// build is what kustomize makes of a folder.
func build(t *testing.T, dir string) []byte {
	t.Helper()
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), dir)
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	for _, object := range built.Resources() { // the address that Argo CD shows follows from the delivery, which no function sees
		annotations := object.GetAnnotations()
		if _, linked := annotations["link.argocd.argoproj.io/external-link"]; linked {
			delete(annotations, "link.argocd.argoproj.io/external-link")
			if err := object.SetAnnotations(annotations); err != nil {
				t.Fatal(err)
			}
		}
	}
	text, err := built.AsYaml()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// annotationsOf are those of an object; nil where it has none.
func annotationsOf(object map[string]any) map[string]any {
	metadata, _ := object["metadata"].(map[string]any)
	annotations, _ := metadata["annotations"].(map[string]any)
	return annotations
}

// eachUnit tests the overlays of a spec, or its base where there are none.
func eachUnit[Spec any](t *testing.T, w *specs.Workspace, folder string, environments map[string]Spec, test func(t *testing.T, environment, unit string)) {
	name := filepath.Base(w.Root) + "/" + folder
	if len(environments) == 0 {
		t.Run(name, func(t *testing.T) { test(t, "", folder+"/base") })
	}
	for _, environment := range slices.Sorted(maps.Keys(environments)) {
		t.Run(name+"/"+environment, func(t *testing.T) { test(t, environment, folder+"/overlays/"+environment) })
	}
}

func overEnvironments[Spec any](environments map[string]Spec, of func(Spec) []string) []string {
	var all []string
	for _, own := range environments {
		all = append(all, of(own)...)
	}
	return all
}

func equalsBuild(t *testing.T, w *specs.Workspace, config any, presetName, environment, unit string, carried map[manifest.ID]bool) {
	t.Helper()
	if presetName != "" {
		if _, shipped := preset.Text(presetName); !shipped {
			t.Skipf("the preset %s is the workspace's own, which a function does not see", presetName)
		}
	}
	built, err := manifest.Parse(unit, build(t, filepath.Join(w.Root, filepath.FromSlash(w.Output+"/"+unit))))
	if err != nil {
		t.Fatal(err)
	}
	built = slices.DeleteFunc(built, func(object manifest.Object) bool { return carried[object.ID()] })
	made := functionMakes(t, config)
	if _, ok := config.(v1alpha1.FlinkSession); ok && environment != "" { // without its environment's rules a session has them itself
		ofAlerts := func(object manifest.Object) bool { return object.ID().Kind == "PrometheusRule" }
		built, made = slices.DeleteFunc(built, ofAlerts), slices.DeleteFunc(made, ofAlerts)
	}
	if environment != "" { // an overlay gives last what its environment alone has
		slices.SortFunc(built, byID)
		slices.SortFunc(made, byID)
	}
	if diff := cmp.Diff(texts(built), texts(made)); diff != "" {
		t.Errorf("the overlay builds (-) and the function makes (+):\n%s", diff)
	}
}

func texts(objects []manifest.Object) []string {
	var all []string
	for _, object := range objects {
		all = append(all, string(object.Encode("")))
	}
	return all
}

func byID(a, b manifest.Object) int { return strings.Compare(a.ID().String(), b.ID().String()) }

// functionMakes runs the function on nothing but its configuration.
func functionMakes(t *testing.T, config any) []manifest.Object {
	t.Helper()
	input, err := yaml.Marshal(map[string]any{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "functionConfig": config})
	if err != nil {
		t.Fatal(err)
	}
	output, results, err := krm.Run(input)
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range results {
		if result.Severity == framework.Warning {
			continue
		}
		t.Error(krm.FormatResult(result))
	}
	var list struct {
		Items []map[string]any `json:"items"`
	}
	if err := yaml.Unmarshal(output, &list); err != nil {
		t.Fatal(err)
	}
	var made []manifest.Object
	for _, tree := range list.Items {
		maps.DeleteFunc(annotationsOf(tree), func(key string, _ any) bool { return strings.Contains(key, "config.kubernetes.io/") })
		object, err := manifest.FromTree(tree)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, object)
	}
	return made
}

// inline is a session as a functionConfig states it: what differs in an environment laid over the rest, the settings of the
// environment in spec.environment, the text of files in the place of their names, and no manifests of the user's own.
func inline(t *testing.T, w *specs.Workspace, source resolve.Source[v1alpha1.FlinkSession], environment string) v1alpha1.FlinkSession {
	t.Helper()
	session := *source.Object
	own := session.Spec.Environments[environment]
	spec, err := merge.Merge(&session.Spec, &own)
	if err != nil {
		t.Fatal(err)
	}
	spec.Environment = inlineSettings(t, w, environment, session.Spec.Environment, own.Environment)
	if account := spec.Environment.ServiceAccount; account != nil && environment != "" {
		account.Create = new(bool) // the environment makes it, once for all of its sessions
	}
	if spec.ImagePullSecrets != nil {
		spec.Environment.ImagePullSecrets = nil // an empty list wins, but is not written
	}
	for name, file := range spec.LogConfiguration {
		if file.File != "" {
			spec.LogConfiguration[name] = &v1alpha1.TextFile{Content: string(readBeside(t, w, source.Document.File, file.File))}
		}
	}
	spec.PodTemplate = oneLevel(t, spec.PodTemplate)
	if spec.JobManager != nil {
		spec.JobManager.PodTemplate = oneLevel(t, spec.JobManager.PodTemplate)
	}
	if spec.TaskManager != nil {
		spec.TaskManager.PodTemplate = oneLevel(t, spec.TaskManager.PodTemplate)
	}
	spec.Environments, spec.Resources = nil, nil
	session.TypeMeta = v1alpha1.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: v1alpha1.KindFlinkSession}
	session.Spec = *spec
	return session
}

// inlineSettings are those of a named environment, and those that the levels of a spec state over them.
func inlineSettings(t *testing.T, w *specs.Workspace, environment string, levels ...*v1alpha1.EnvironmentSpec) *v1alpha1.EnvironmentSpec {
	t.Helper()
	environments, _ := inclusters.InClusters(w.Environments, inclusters.Operators(resolve.Of[v1alpha1.FlinkOperator](w.Specs)))
	for _, e := range environments {
		if e.Object.Metadata.Name == environment {
			levels = append([]*v1alpha1.EnvironmentSpec{{Name: environment}, &e.Object.Spec}, levels...)
		}
	}
	settings, err := merge.Merge(levels...)
	if err != nil {
		t.Fatal(err)
	}
	if alerts := settings.Alerts; alerts != nil && environment != "" {
		alerts.Operator = nil // the environment has those, once for all of its apps
	}
	settings.Grafana = nil // the environment has its dashboards, once for all of its apps
	return settings
}

// inlineConsole is inline for a StreamPark: the sessions that it registers stand in spec.remoteClusters.
func inlineConsole(t *testing.T, w *specs.Workspace, source resolve.Source[v1alpha1.StreamPark], environment string) v1alpha1.StreamPark {
	t.Helper()
	console := *source.Object
	own := console.Spec.Environments[environment]
	spec, err := merge.Merge(&console.Spec, &own)
	if err != nil {
		t.Fatal(err)
	}
	spec.Environment = inlineSettings(t, w, environment, console.Spec.Environment, own.Environment)
	if spec.ImagePullSecrets != nil {
		spec.Environment.ImagePullSecrets = nil
	}
	for _, session := range registered(t, w, source, environment) {
		c, _ := session.Registration()
		spec.RemoteClusters = append(spec.RemoteClusters, v1alpha1.StreamParkRemoteCluster{
			Name: c.Name, Address: c.Address, FlinkVersion: c.FlinkVersion.String(), Image: session.Spec.Image, Hive: session.Spec.Hive})
	}
	spec.PodTemplate = oneLevel(t, spec.PodTemplate)
	spec.Sessions, spec.Environments, spec.Resources = nil, nil, nil
	console.TypeMeta = v1alpha1.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: v1alpha1.KindStreamPark}
	console.Spec = *spec
	return console
}

// registered are the sessions of the workspace that a StreamPark registers in an environment.
func registered(t *testing.T, w *specs.Workspace, source resolve.Source[v1alpha1.StreamPark], environment string) []*cluster.Target {
	t.Helper()
	sessions := targets(t, w)
	clusters := []cluster.Registration{}
	for _, session := range sessions {
		if found, ok := session.Registration(); ok {
			clusters = append(clusters, found)
		}
	}
	console := consoleTarget(t, w, source, environment, clusters)
	return slices.DeleteFunc(sessions, func(session *cluster.Target) bool {
		return session.EnvironmentName != environment || !slices.ContainsFunc(console.Clusters, func(c cluster.Registration) bool {
			return c.Name == session.Metadata.Name
		})
	})
}

func consoleTarget(t *testing.T, w *specs.Workspace, source resolve.Source[v1alpha1.StreamPark], environment string, clusters []cluster.Registration) *streampark.Target {
	t.Helper()
	environments, presets := named(w)
	found, errs := streampark.ResolveAll(source, environments, presets, clusters)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	for _, overlay := range found.Overlays {
		if overlay.EnvironmentName == environment {
			return overlay
		}
	}
	return found.Base
}

// oneLevel is a merged pod template as it can be written.
func oneLevel(t *testing.T, template *v1alpha1.PodTemplate) *v1alpha1.PodTemplate {
	t.Helper()
	levels := template.Levels()
	if len(levels) < 2 {
		return template
	}
	merged := runtime.DeepCopyJSON(levels[0]) // patching changes it
	for _, level := range levels[1:] {
		var err error
		if merged, err = strategicpatch.StrategicMergeMapPatch(merged, runtime.DeepCopyJSON(level), corev1.PodTemplateSpec{}); err != nil {
			t.Fatal(err)
		}
	}
	text, err := json.Marshal(merged)
	if err != nil {
		t.Fatal(err)
	}
	one := &v1alpha1.PodTemplate{}
	if err := one.UnmarshalJSON(text); err != nil {
		t.Fatal(err)
	}
	return one
}

// carriedAlong are the manifests of the user's own, which stand in files beside that of the spec.
func carriedAlong(t *testing.T, w *specs.Workspace, spec string, files []string) map[manifest.ID]bool {
	t.Helper()
	carried := map[manifest.ID]bool{}
	for _, file := range files {
		objects, err := manifest.Parse(file, readBeside(t, w, spec, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, object := range objects {
			carried[object.ID()] = true
		}
	}
	return carried
}

func readBeside(t *testing.T, w *specs.Workspace, spec, name string) []byte {
	t.Helper()
	text, err := fs.ReadFile(w.Files, path.Join(path.Dir(spec), name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The example has a copy of what generated bases have.
func TestTheExampleOfTheFunctionHasTheConfigurationOfBases(t *testing.T) {
	generated, err := os.ReadFile("../../golden/minimal/tree/kustomizeconfig/kustomizeconfig.yaml")
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("../../examples/krm/kustomizeconfig.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(string(generated), "\n") // without its header
	if diff := cmp.Diff(want, string(example)); diff != "" {
		t.Error(diff)
	}
}

// targets are where the sessions of a workspace run.
func targets(t *testing.T, w *specs.Workspace) []*cluster.Target {
	t.Helper()
	environments, presets := named(w)
	var all []*cluster.Target
	for _, source := range resolve.Of[v1alpha1.FlinkSession](w.Specs) {
		found, errs := flinksession.Targets(source, environments, presets)
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		all = append(all, found.All()...)
	}
	return slices.DeleteFunc(all, func(s *cluster.Target) bool { return !s.Complete })
}

// named are the environments and the presets of a workspace by their names.
func named(w *specs.Workspace) (map[string]resolve.Source[v1alpha1.Environment], map[string]resolve.Source[v1alpha1.Preset]) {
	environments := map[string]resolve.Source[v1alpha1.Environment]{}
	for _, e := range w.Environments {
		environments[e.Object.Metadata.Name] = e
	}
	presets := map[string]resolve.Source[v1alpha1.Preset]{}
	for _, p := range slices.Concat(preset.Shipped(), w.Presets) {
		presets[p.Object.Metadata.Name] = p
	}
	return environments, presets
}
