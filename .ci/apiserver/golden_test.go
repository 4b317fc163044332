package apiserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podrule"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// unserved are groups of reviewed objects that this API server does not have; Flux's own type holds HelmReleases in .ci/delivery.
var unserved = []string{"monitoring.coreos.com", "traefik.io", "traefik.containo.us", "grafana.integreatly.org", "helm.toolkit.fluxcd.io"}

// reviewed is an object of a reviewed tree, with the operator release of its environment where it is a FlinkDeployment.
type reviewed struct {
	from    string
	object  map[string]any
	release operator.Release
}

func (r reviewed) String() string {
	return fmt.Sprintf("%s: %v %s", r.from, r.object["kind"], field(r.object, "metadata", "name"))
}

func (r reviewed) ofFlink() bool {
	return strings.HasPrefix(field(r.object, "apiVersion"), "flink.apache.org/")
}

// crds names the release whose CRDs stand in for those of the object's: 1.14, which has the first FlinkBlueGreenDeployment, is not
// among them.
func (r reviewed) crds() string {
	if r.object["kind"] == v1beta1.KindFlinkBlueGreenDeployment && crdsOf(r.release) == "1.13" {
		return "1.15"
	}
	return crdsOf(r.release)
}

// Each release's API server takes its objects with every field that they have, as kubectl apply --server-side sends them.
func TestReviewedObjectsAreTaken(t *testing.T) {
	all, applied := reviewedObjects(t), 0
	for _, o := range all {
		if !o.ofFlink() {
			apply(t, o)
			applied++
		}
	}
	for _, crds := range []string{"1.6", "1.10", "1.12", "1.13", "1.15"} {
		ready := false
		for _, o := range all {
			if !o.ofFlink() || o.crds() != crds {
				continue
			}
			if !ready {
				install(t, crds)
				ready = true
			}
			apply(t, o)
			applied++
		}
	}
	if applied < 500 {
		t.Errorf("%d objects are too few to be all", applied)
	}
	t.Logf("%d objects", applied)
}

// The pods that Flink makes of reviewed FlinkDeployments, and those of the other workloads, are taken by the API server and
// by the rules of pkg/internal/pod alike.
func TestPodsOfReviewedObjectsAreTaken(t *testing.T) {
	pods := 0
	for _, o := range reviewedObjects(t) {
		if kind := o.object["kind"]; kind == "Deployment" || kind == "Job" {
			template := &corev1.PodTemplateSpec{}
			convert(t, o.object["spec"].(map[string]any)["template"], template)
			if found := podrule.Check(template, podrule.Bare); len(found) > 0 {
				t.Errorf("%s: the rules refuse it: %v", o, found)
			}
		}
		if o.object["kind"] != "FlinkDeployment" {
			continue
		}
		var d v1beta1.FlinkDeployment
		convert(t, o.object, &d)
		for _, f := range pod.Check(&d, o.release) {
			t.Errorf("%s: %v", o, f)
		}
		made, err := pod.Of(&d, o.release)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range made {
			if err := create(t, podObject(t, d.Name, p)); err != nil {
				t.Errorf("%s: %s: %v", o, p.Role, err)
			}
			pods++
		}
	}
	if pods < 200 {
		t.Errorf("%d pods are too few to be all", pods)
	}
	t.Logf("%d pods", pods)
}

// convert reads a tree as a Go type.
func convert(t *testing.T, tree, into any) {
	t.Helper()
	content, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		t.Fatal(err)
	}
}

// podObject is what the operator or Flink sends for a pod.
func podObject(t *testing.T, name string, p *pod.Pod) map[string]any {
	t.Helper()
	object := corev1.Pod{ObjectMeta: p.Template.ObjectMeta, Spec: p.Template.Spec}
	if object.Name == "" {
		object.Name = name
	}
	object.Namespace = "pods"
	var tree map[string]any
	convert(t, object, &tree)
	delete(tree, "status")
	if p.Controller == podrule.Deployment {
		made := deployment(tree)
		labels := p.Template.Labels
		made["spec"].(map[string]any)["selector"] = map[string]any{"matchLabels": labels}
		made["spec"].(map[string]any)["template"] = map[string]any{"metadata": map[string]any{"labels": labels, "annotations": p.Template.Annotations}, "spec": tree["spec"]}
		return made
	}
	return tree
}

// crdsOf are the CRDs that a release comes with: not each changes them.
func crdsOf(r operator.Release) string {
	of := ""
	for _, name := range []string{"1.6", "1.10", "1.12", "1.13", "1.15"} {
		if release, err := operator.ParseRelease(name); err == nil && r.Compare(release) >= 0 {
			of = name
		}
	}
	return of
}

// install serves the CRDs of a release in the place of others, which the API server does a little later.
func install(t *testing.T, release string) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "crds", "flink-operator-"+release)
	files, err := filepath.Glob(filepath.Join(dir, "*.yml"))
	if err != nil || len(files) == 0 {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the CRDs of operator %s must be there when CI=true: %v", release, err)
		}
		t.Skipf("skipped: the CRDs of operator %s are not there", release)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var crd map[string]any
		if err := yaml.Unmarshal(content, &crd); err != nil {
			t.Fatal(err)
		}
		version := crd["spec"].(map[string]any)["versions"].([]any)[0].(map[string]any)
		spec := version["schema"].(map[string]any)["openAPIV3Schema"].(map[string]any)["properties"].(map[string]any)["spec"].(map[string]any)
		marker := "served" + strings.ReplaceAll(release, ".", "x")
		spec["properties"].(map[string]any)[marker] = map[string]any{"type": "string"}
		name, plural := field(crd, "metadata", "name"), field(crd, "spec", "names", "plural")
		path := "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name
		if err := do(http.MethodPatch, path+"?fieldManager=test&force=true", crd); err != nil {
			t.Fatal(err)
		}
		makeNamespace(t, "default")
		probe := map[string]any{
			"apiVersion": "flink.apache.org/v1beta1", "kind": field(crd, "spec", "names", "kind"),
			"metadata": map[string]any{"name": "probe"}, "spec": map[string]any{marker: "yes"},
		}
		for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
			err := do(http.MethodPatch, "/apis/flink.apache.org/v1beta1/namespaces/default/"+plural+"/probe?fieldManager=test&dryRun=All&fieldValidation=Strict", probe)
			if err == nil || !strings.Contains(err.Error(), marker) && !strings.Contains(err.Error(), "404") {
				break // else it is not served yet
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s of operator %s is not served: %v", name, release, err)
			}
		}
	}
}

func apply(t *testing.T, o reviewed) {
	t.Helper()
	group, version, _ := strings.Cut(field(o.object, "apiVersion"), "/")
	if version == "" {
		group, version = "", group
	}
	if slices.Contains(unserved, group) {
		return
	}
	root := "/apis/" + group + "/" + version
	if group == "" {
		root = "/api/" + version
	}
	namespace := field(o.object, "metadata", "namespace")
	switch {
	case field(o.object, "kind") == "Namespace":
	case namespace == "": // of a base: who builds on it says where
		namespace = "default"
		fallthrough
	default:
		makeNamespace(t, namespace)
		root += "/namespaces/" + namespace
	}
	path := fmt.Sprintf("%s/%s/%s?", root, pluralOf(o.object), field(o.object, "metadata", "name"))
	if err := do(http.MethodPatch, path+"fieldManager=test&dryRun=All&fieldValidation=Strict", o.object); err != nil {
		t.Errorf("%s: %v", o, err)
	}
}

func pluralOf(object map[string]any) string {
	kind := strings.ToLower(field(object, "kind"))
	switch {
	case strings.HasSuffix(kind, "y"):
		return strings.TrimSuffix(kind, "y") + "ies"
	case strings.HasSuffix(kind, "s"):
		return kind + "es"
	}
	return kind + "s"
}

func field(object map[string]any, names ...string) string {
	var value any = object
	for _, name := range names {
		of, _ := value.(map[string]any)
		value = of[name]
	}
	text, _ := value.(string)
	return text
}

// reviewedObjects are those that the overlays of all reviewed trees build, and the bases where there are none.
func reviewedObjects(t *testing.T) []reviewed {
	t.Helper()
	var all []reviewed
	for _, pattern := range []string{"golden/*", "examples/*"} {
		files, err := filepath.Glob(filepath.Join("..", "..", pattern, workspace.FileName))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			all = append(all, objectsOf(t, filepath.Dir(file))...)
		}
	}
	return all
}

func objectsOf(t *testing.T, dir string) []reviewed {
	t.Helper()
	releases := releasesOf(t, dir)
	var all []reviewed
	for _, app := range kustomizations(t, dir) {
		release := releases[app]
		options := krusty.MakeDefaultOptions()
		options.Reorder = krusty.ReorderOptionUnspecified
		built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), app)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range built.Resources() {
			object, err := r.Map()
			if err != nil {
				t.Fatal(err)
			}
			o := reviewed{app, object, release}
			if o.ofFlink() && release == (operator.Release{}) {
				t.Errorf("%s: the release of its environment must be known", o)
			}
			all = append(all, o)
		}
	}
	return all
}

// releasesOf are the operator's releases of the apps of a workspace, by their kustomizations.
func releasesOf(t *testing.T, dir string) map[string]operator.Release {
	t.Helper()
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	made, err := generate.Workspace(w)
	if err != nil {
		t.Fatal(err)
	}
	targets, err := made.Inventory()
	if err != nil {
		t.Fatal(err)
	}
	releases := map[string]operator.Release{}
	for _, target := range targets {
		release, err := operator.ParseRelease(target.OperatorVersion)
		if err != nil {
			continue
		}
		for _, tree := range []string{"tree", "deploy"} {
			app := filepath.Join(dir, tree, target.Folder)
			releases[filepath.Join(app, "base")] = release // where there are no overlays
			releases[filepath.Join(app, "overlays", target.Environment)] = release
		}
	}
	return releases
}

// kustomizations are the overlays of a workspace's tree, and the bases that have none.
func kustomizations(t *testing.T, dir string) []string {
	t.Helper()
	var apps []string
	for _, tree := range []string{"tree", "deploy"} {
		bases, err := filepath.Glob(filepath.Join(dir, tree, "*", "*", "base"))
		if err != nil {
			t.Fatal(err)
		}
		for _, base := range bases {
			overlays, err := filepath.Glob(filepath.Join(filepath.Dir(base), "overlays", "*"))
			if err != nil {
				t.Fatal(err)
			}
			if len(overlays) == 0 {
				overlays = []string{base}
			}
			apps = append(apps, overlays...)
		}
		shared, err := filepath.Glob(filepath.Join(dir, tree, "environments", "*", "shared"))
		if err != nil {
			t.Fatal(err)
		}
		apps = append(apps, shared...)
	}
	return apps
}
