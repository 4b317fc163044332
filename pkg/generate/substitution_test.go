package generate_test

import (
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

const substitutionDisabled = "kustomize.toolkit.fluxcd.io/substitute: disabled"

// TestFluxIsKeptFromTextsThatItWouldReplace: whichever of base and overlay holds such a text, the objects that are built
// carry the annotation exactly where they hold it. A value of the user's own stays.
func TestFluxIsKeptFromTextsThatItWouldReplace(t *testing.T) {
	const variable, none = "log4j-console.properties: 'a.fileName = ${sys:log.file}'", "log4j-console.properties: 'a.fileName = x'"
	for name, test := range map[string]struct {
		base, overlay, metadata   string
		baseMarked, overlayMarked bool
	}{
		"in neither":             {base: none},
		"in the base":            {base: variable, baseMarked: true, overlayMarked: true},
		"in the base alone":      {base: variable, overlay: none, baseMarked: true},
		"in the overlay alone":   {base: none, overlay: variable, overlayMarked: true},
		"of an annotation":       {base: none, metadata: "annotations: {a: '${b}'}", baseMarked: true, overlayMarked: true},
		"with two dollars":       {base: "log4j-console.properties: 'a.pid = $$'", baseMarked: true, overlayMarked: true},
		"that the user wants":    {base: variable, metadata: "annotations: {kustomize.toolkit.fluxcd.io/substitute: enabled}"},
		"that a label speaks of": {base: variable, metadata: "labels: {kustomize.toolkit.fluxcd.io/substitute: enabled}"},
	} {
		t.Run(name, func(t *testing.T) {
			spec := "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: a, " + test.metadata + "}\nspec:\n  namespace: streaming\n" +
				"  flinkVersion: 1.20.3\n  jobManager: {memory: 2Gi}\n  taskManager: {cpu: 2, memory: 8Gi}\n  logConfiguration: {" + test.base + "}\n" +
				"  environments: {prod: {logConfiguration: {" + test.overlay + "}}}\n" + resourceEnvironment
			result, err := fromDisk(t, spec, nil)
			if err != nil {
				t.Fatal(err)
			}
			for unit, marked := range map[string]bool{"base": test.baseMarked, "overlays/prod": test.overlayMarked} {
				text := flinkDeploymentOf(t, result, "flink/a/"+unit)
				if got := strings.Contains(text, substitutionDisabled); got != marked {
					t.Errorf("%s carries the annotation: %t, want %t\n%s", unit, got, marked, text)
				}
			}
		})
	}
}

// flinkDeploymentOf is the FlinkDeployment that kustomize builds of a folder of the tree.
func flinkDeploymentOf(t *testing.T, result *generate.Result, folder string) string {
	t.Helper()
	files := filesys.MakeFsInMemory()
	for path, content := range result.Tree.All() {
		if err := files.WriteFile("/"+path, content); err != nil {
			t.Fatal(err)
		}
	}
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified
	built, err := krusty.MakeKustomizer(options).Run(files, "/"+folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range built.Resources() {
		if object.GetKind() == "FlinkDeployment" {
			return object.MustYaml()
		}
	}
	t.Fatalf("%s builds no FlinkDeployment", folder)
	return ""
}
