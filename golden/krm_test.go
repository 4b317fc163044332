package golden

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
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/merge"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/krm"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/preset"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// Of a session with the facts of an environment inline, the function must make what building its overlay makes.
func TestTheFunctionMakesWhatOverlaysBuild(t *testing.T) {
	for _, dir := range workspaces(t) {
		w, err := workspace.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, session := range w.Sessions {
			name := session.Object.Metadata.Name
			if len(session.Object.Spec.Environments) == 0 {
				t.Run(filepath.Base(dir)+"/"+name, func(t *testing.T) {
					equalsBuild(t, w, session, "", "flink/"+name+"/base")
				})
			}
			for _, environment := range slices.Sorted(maps.Keys(session.Object.Spec.Environments)) {
				t.Run(filepath.Base(dir)+"/"+name+"/"+environment, func(t *testing.T) {
					equalsBuild(t, w, session, environment, "flink/"+name+"/overlays/"+environment)
				})
			}
		}
	}
}

func equalsBuild(t *testing.T, w *workspace.Workspace, session resolve.Source[v1alpha1.FlinkSession], environment, unit string) {
	t.Helper()
	config := inline(t, w, session, environment)
	if name := config.Spec.Preset; name != "" {
		if _, shipped := preset.Text(name); !shipped {
			t.Skipf("the preset %s is the workspace's own, which a function does not see", name)
		}
	}
	built, err := manifest.Parse(unit, run(t, filepath.Join(w.Root, filepath.FromSlash(w.Output+"/"+unit)), krusty.ReorderOptionUnspecified))
	if err != nil {
		t.Fatal(err)
	}
	carried := carriedAlong(t, w, session)
	built = slices.DeleteFunc(built, func(object manifest.Object) bool { return carried[object.ID()] })
	made := functionMakes(t, config)
	if environment != "" { // an overlay gives last what its environment alone has
		slices.SortFunc(built, byID)
		slices.SortFunc(made, byID)
	}
	if diff := cmp.Diff(string(manifest.EncodeAll("", built...)), string(manifest.EncodeAll("", made...))); diff != "" {
		t.Errorf("the overlay builds (-) and the function makes (+):\n%s", diff)
	}
}

func byID(a, b manifest.Object) int { return strings.Compare(a.ID().String(), b.ID().String()) }

// functionMakes runs the function on nothing but its configuration.
func functionMakes(t *testing.T, config v1alpha1.FlinkSession) []manifest.Object {
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
		t.Error(krm.Message(result))
	}
	var list struct {
		Items []map[string]any `json:"items"`
	}
	if err := yaml.Unmarshal(output, &list); err != nil {
		t.Fatal(err)
	}
	var made []manifest.Object
	for _, tree := range list.Items {
		maps.DeleteFunc(objectAt(tree, "metadata", "annotations"), func(key string, _ any) bool { return strings.Contains(key, "config.kubernetes.io/") })
		object, err := manifest.FromTree(tree)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, object)
	}
	return made
}

// inline is a session as a functionConfig states it: what differs in an environment laid over the rest, the facts of the
// environment in spec.environment, the text of files in the place of their names, and no manifests of the user's own.
func inline(t *testing.T, w *workspace.Workspace, source resolve.Source[v1alpha1.FlinkSession], environment string) v1alpha1.FlinkSession {
	t.Helper()
	session := *source.Object
	own := session.Spec.Environments[environment]
	spec, err := merge.Merge(&session.Spec, &own)
	if err != nil {
		t.Fatal(err)
	}
	facts := []*v1alpha1.EnvironmentSpec{session.Spec.Environment, own.Environment}
	for _, e := range w.Environments {
		if e.Object.Metadata.Name == environment {
			facts = append([]*v1alpha1.EnvironmentSpec{{Name: environment}, &e.Object.Spec}, facts...)
		}
	}
	if spec.Environment, err = merge.Merge(facts...); err != nil {
		t.Fatal(err)
	}
	if account := spec.Environment.ServiceAccount; account != nil && environment != "" {
		account.Create = new(bool) // the environment makes it, once for all of its sessions
	}
	if spec.ImagePullSecrets != nil {
		spec.Environment.ImagePullSecrets = nil // an empty list wins, but is not written
	}
	for name, file := range spec.LogConfiguration {
		if file.File != "" {
			spec.LogConfiguration[name] = &v1alpha1.LogFile{Content: string(readBeside(t, w, source, file.File))}
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

// carriedAlong are the manifests of the user's own.
func carriedAlong(t *testing.T, w *workspace.Workspace, source resolve.Source[v1alpha1.FlinkSession]) map[manifest.ID]bool {
	t.Helper()
	files := slices.Clone(source.Object.Spec.Resources)
	for _, own := range source.Object.Spec.Environments {
		files = append(files, own.Resources...)
	}
	carried := map[manifest.ID]bool{}
	for _, file := range files {
		objects, err := manifest.Parse(file, readBeside(t, w, source, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, object := range objects {
			carried[object.ID()] = true
		}
	}
	return carried
}

func readBeside(t *testing.T, w *workspace.Workspace, source resolve.Source[v1alpha1.FlinkSession], name string) []byte {
	t.Helper()
	text, err := fs.ReadFile(w.Files, path.Join(path.Dir(source.Document.File), name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The example has a copy of what generated bases have.
func TestTheExampleOfTheFunctionHasTheConfigurationOfBases(t *testing.T) {
	generated, err := os.ReadFile("minimal/tree/flink/minimal/base/kustomizeconfig.yaml")
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("../examples/krm/kustomizeconfig.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(string(generated), "\n") // without its header
	if diff := cmp.Diff(want, string(example)); diff != "" {
		t.Error(diff)
	}
}
