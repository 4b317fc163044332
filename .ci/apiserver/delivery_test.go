package apiserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sigs.k8s.io/yaml"
)

// deliverers are the modules of Argo CD and Flux that have the CRDs of what trees hold. Nothing is built of them: Argo CD's needs
// 361 lines of go.mod.
var deliverers = map[string][]string{
	"github.com/argoproj/argo-cd/v3@v3.5.7":         {"manifests/crds/application-crd.yaml", "manifests/crds/applicationset-crd.yaml"},
	"github.com/fluxcd/kustomize-controller@v1.9.6": {"config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml"},
	"github.com/fluxcd/source-controller@v1.9.6":    {"config/crd/bases/source.toolkit.fluxcd.io_helmrepositories.yaml", "config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml"},
}

// What delivers a tree is taken with every field that it has, as Argo CD and Flux define it.
func TestWhatDeliversIsTaken(t *testing.T) {
	for module, files := range deliverers {
		dir := download(t, module)
		for _, file := range files {
			installFile(t, filepath.Join(dir, file))
		}
	}
	count := map[string]int{}
	for _, pattern := range []string{"golden/*/tree", "examples/*/deploy"} {
		for _, place := range []string{"delivery/*.yaml", "delivery/*/*.yaml", "operators/*/base/application*.yaml", "operators/*/base/helmrepository.yaml"} {
			files, err := filepath.Glob(filepath.Join("..", "..", pattern, place))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				if base := filepath.Base(file); base == "kustomization.yaml" || base == "argocd-cm.patch.yaml" {
					continue
				}
				content, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				for document := range strings.SplitSeq(string(content), "\n---\n") {
					o := reviewed{from: file}
					if err := yaml.Unmarshal([]byte(document), &o.object); err != nil {
						t.Fatal(err)
					}
					apply(t, o)
					count[field(o.object, "kind")]++
				}
			}
		}
	}
	for _, kind := range []string{"Application", "ApplicationSet", "Kustomization", "HelmRepository"} {
		if count[kind] == 0 {
			t.Errorf("some reviewed tree must have a %s", kind)
		}
	}
	t.Logf("%v", count)
	wrong := reviewed{from: "a field that no Application has", object: map[string]any{"apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
		"metadata": map[string]any{"name": "a", "namespace": "default"},
		"spec":     map[string]any{"project": "a", "destination": map[string]any{}, "source": map[string]any{"repoURL": "a"}, "prune": true}}}
	err := do(http.MethodPatch, "/apis/argoproj.io/v1alpha1/namespaces/default/applications/a?fieldManager=test&dryRun=All&fieldValidation=Strict", wrong.object)
	if err == nil || !strings.Contains(err.Error(), "prune") {
		t.Errorf("%s must be refused, not %v", wrong.from, err)
	}
}

// download gives the folder of a module in the cache, where its sum was checked.
func download(t *testing.T, module string) string {
	t.Helper()
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Dir = t.TempDir() // outside of any module
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", module, err, out)
	}
	var answer struct{ Dir string }
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Dir
}

// installFile serves a CRD, which the API server does a little later.
func installFile(t *testing.T, file string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var crd map[string]any
	if err := yaml.Unmarshal(content, &crd); err != nil {
		t.Fatal(err)
	}
	if err := do(http.MethodPatch, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"+field(crd, "metadata", "name")+"?fieldManager=test&force=true", crd); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	versions := crd["spec"].(map[string]any)["versions"].([]any)
	version := field(versions[0].(map[string]any), "name")
	path := fmt.Sprintf("/apis/%s/%s/%s", field(crd, "spec", "group"), version, field(crd, "spec", "names", "plural"))
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		err := do(http.MethodGet, path, nil)
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s is not served: %v", path, err)
		}
	}
}
