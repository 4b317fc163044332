package golden

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// kustomizeCLI builds the real kustomize at the version that the project pins, and returns its path.
func kustomizeCLI(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "tool", "-modfile=../.ci/tools/go.mod", "-n", "kustomize").Output()
	if err != nil {
		t.Fatalf("the kustomize CLI cannot be built: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// The library has built the desired objects; the CLI must build the same from the files on disk, as must the library
// with the options of Flux, which sorts nothing by itself.
func TestKustomizeCLIAndFluxBuildTheSame(t *testing.T) {
	kustomize := kustomizeCLI(t)
	for i, dir := range workspaces(t) {
		if testing.Short() && i%10 != 0 { // make conformance builds all; TestKustomizeBuildsTheDesiredObjects does, with the library
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, result := generated(t, dir)
			for path := range result.Tree.All() {
				unit, ok := strings.CutSuffix(path, "/kustomization.yaml")
				if !ok || unit == "kustomizeconfig" || strings.HasSuffix(unit, "/base") && hasOverlays(result.Tree, unit) {
					continue
				}
				disk := filepath.Join(dir, w.Output, filepath.FromSlash(unit))
				wait := startBuild(t, kustomize, disk) // meanwhile the library builds, one kustomization at a time as it must
				library, flux := run(t, disk, krusty.ReorderOptionUnspecified), run(t, disk, "")
				built := wait()
				if !bytes.Equal(built, library) {
					t.Errorf("%s: the kustomize CLI builds\n%s\nand its library\n%s", disk, built, library)
				}
				if !bytes.Equal(built, flux) {
					t.Errorf("%s: the kustomize CLI builds\n%s\nand Flux\n%s", disk, built, flux)
				}
			}
		})
	}
}

// startBuild starts the kustomize CLI, and gives what waits for what it builds.
func startBuild(t *testing.T, kustomize, dir string) func() []byte {
	t.Helper()
	var built, problem bytes.Buffer
	command := exec.CommandContext(t.Context(), kustomize, "build", dir)
	command.Stdout, command.Stderr = &built, &problem
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return func() []byte {
		t.Helper()
		if err := command.Wait(); err != nil {
			t.Fatalf("kustomize build %s: %v: %s", dir, err, &problem)
		}
		return built.Bytes()
	}
}

// runs are the builds of this test binary: several tests look at the same one.
var runs = map[string][]byte{}

func run(t *testing.T, dir string, order krusty.ReorderOption) []byte {
	t.Helper()
	absolute, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	key := string(order) + " " + absolute
	if text, ok := runs[key]; ok {
		return text
	}
	options := krusty.MakeDefaultOptions()
	options.Reorder = order
	built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), dir)
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	text, err := built.AsYaml()
	if err != nil {
		t.Fatal(err)
	}
	runs[key] = text
	return text
}

func hasOverlays(generated *tree.Tree, base string) bool {
	for path := range generated.All() {
		if strings.HasPrefix(path, strings.TrimSuffix(base, "base")+"overlays/") {
			return true
		}
	}
	return false
}
