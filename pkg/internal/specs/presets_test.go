package specs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
)

const (
	preset = `apiVersion: flinkustomize.dev/v1alpha1
kind: Preset
metadata: {name: platform/v1}
spec: {description: Sessions of the platform}
`
	session = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec: {preset: platform/v1}
`
)

// load makes a workspace of files, which names the folder for presets that is given, and loads it.
func load(t *testing.T, folder string, files map[string]string) *specs.Workspace {
	t.Helper()
	dir := t.TempDir()
	files["flinkustomize.yaml"] = "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: test}\nspec:\n  specs: [specs]\n  presets: " + folder + "\n"
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	w, err := specs.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestPresetsAreReadAtAnyDepth(t *testing.T) {
	w := load(t, "own/", map[string]string{
		"specs/analytics.yaml":  session,
		"own/README.md":         "not a preset",
		"own/deep/platform.yml": preset,
		"own/other.yaml":        strings.Replace(preset, "platform/v1", "other/v1", 1),
		"own/.hidden/no.yaml":   "kind: [",
	})
	if err := w.Errors.Err(); err != nil {
		t.Fatal(err)
	}
	if len(w.Presets) != 2 || w.Presets[0].Document.File != "own/deep/platform.yml" || w.Presets[1].Object.Metadata.Name != "other/v1" {
		t.Errorf("both presets must be read in the order of their files, not %v", w.Presets)
	}
}

func TestPresetsMayLieAmongTheSpecs(t *testing.T) {
	w := load(t, "specs/presets", map[string]string{"specs/analytics.yaml": session, "specs/presets/platform.yaml": preset})
	if err := w.Errors.Err(); err != nil {
		t.Fatal(err)
	}
	if len(w.Presets) != 1 || len(w.Specs) != 1 {
		t.Errorf("there must be one preset and one session, not %v and %v", w.Presets, w.Specs)
	}
}

func TestPresetsThatCannotBeReadAreTheOnlyErrors(t *testing.T) {
	for name, test := range map[string]struct{ folder, text, want string }{
		"another folder":      {"../own", preset, `flinkustomize.yaml:6:12: spec.presets: must be a folder below the workspace, not "../own"`},
		"the workspace":       {".", preset, `flinkustomize.yaml:6:12: spec.presets: must be a folder below the workspace, not "."`},
		"no folder":           {"none", preset, `flinkustomize.yaml:6:12: spec.presets: must be a folder that is there, not "none"`},
		"a file":              {"own/platform.yaml", preset, `flinkustomize.yaml:6:12: spec.presets: must be a folder that is there, not "own/platform.yaml"`},
		"another kind":        {"own", session, `own/platform.yaml:2:7: kind: must be Preset, not "FlinkSession"`},
		"another apiVersion":  {"own", strings.Replace(preset, "v1alpha1", "v1", 1), `own/platform.yaml:1:13: apiVersion: must be flinkustomize.dev/v1alpha1, not "flinkustomize.dev/v1"`},
		"two in a file":       {"own", preset + "---\n" + preset, `own/platform.yaml: must hold one document, of kind Preset`},
		"something else":      {"own", "a: b\n", `own/platform.yaml: must hold one document, of kind Preset`},
		"an unknown field":    {"own", preset + "status: {}\n", `own/platform.yaml:5:1: status: is an unknown field: the fields are apiVersion, kind, metadata, spec`},
		"labels":              {"own", strings.Replace(preset, "v1}", "v1, labels: {}}", 1), `own/platform.yaml:3:31: metadata.labels: is an unknown field: the fields are name`},
		"a value of its type": {"own", strings.Replace(preset, "platform}", "platform, session: {jobManager: {replicas: two}}}", 1), `own/platform.yaml:4:80: spec.session.jobManager.replicas: must be a whole number, not "two"`},
	} {
		t.Run(name, func(t *testing.T) {
			w := load(t, test.folder, map[string]string{"specs/analytics.yaml": session, "own/platform.yaml": test.text})
			if got := w.Errors.Error(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if len(w.Specs) != 0 {
				t.Error("a session whose preset cannot be read must be left out")
			}
		})
	}
}
