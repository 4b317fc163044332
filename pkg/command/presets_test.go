package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/presets"
)

const platformPreset = `apiVersion: flinkustomize.dev/v1alpha1
kind: Preset
metadata: {name: platform/v1}
spec:
  description: Sessions of the platform
  session: {jobManager: {memory: 2Gi}} # a comment
`

// inWorkspace makes a workspace with a preset of its own, and enters a folder of it.
func inWorkspace(t *testing.T, preset string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"flinkustomize.yaml": "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: test}\nspec: {specs: [flink], presets: own}\n",
		"flink/README.md":    "specs",
		"own/platform.yaml":  preset,
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(filepath.Join(dir, "flink"))
}

func TestPresetsAreListedWithTheirDescriptions(t *testing.T) {
	inWorkspace(t, platformPreset)
	printed, err := flinkustomize("presets")
	if err != nil {
		t.Fatal(err)
	}
	want := `NAME                         FILE                   DESCRIPTION
development-application/v1   shipped                Small applications for development, which start from nothing when they change
development/v1               shipped                Small sessions for development, without high availability
development/v2               shipped                Small sessions for development, without high availability
kdp-extras/v1                shipped                The session that the Kubernetes Data Platform ships: kdp with its extra settings, 10 s checkpoints and CPU limits
kdp-streampark/v1            shipped                The Kubernetes Data Platform's StreamPark 2.1.2: its image, volumes, database, names and labels
kdp/v1                       shipped                The Kubernetes Data Platform's Flink 1.17 on operator 1.6: its image, sizes, paths and names
kdp/v2                       shipped                The Kubernetes Data Platform's Flink 1.17 on operator 1.6: its image, sizes, paths and names
platform/v1                  ../own/platform.yaml   Sessions of the platform
production-application/v1    shipped                High availability, upgrades from the last state, incremental RocksDB checkpoints that are retained, a health check
production/v1                shipped                High availability, incremental RocksDB checkpoints that are retained, and room for state
production/v2                shipped                High availability with one JobManager, incremental RocksDB checkpoints that are retained, bounded local disk
`
	if diff := cmp.Diff(want, printed); diff != "" {
		t.Error(diff)
	}
}

func TestShippedPresetsAreListedOutsideOfAWorkspace(t *testing.T) {
	t.Chdir(t.TempDir())
	printed, err := flinkustomize("presets")
	if err != nil {
		t.Fatal(err)
	}
	want := `NAME                         FILE      DESCRIPTION
development-application/v1   shipped   Small applications for development, which start from nothing when they change
development/v1               shipped   Small sessions for development, without high availability
development/v2               shipped   Small sessions for development, without high availability
kdp-extras/v1                shipped   The session that the Kubernetes Data Platform ships: kdp with its extra settings, 10 s checkpoints and CPU limits
kdp-streampark/v1            shipped   The Kubernetes Data Platform's StreamPark 2.1.2: its image, volumes, database, names and labels
kdp/v1                       shipped   The Kubernetes Data Platform's Flink 1.17 on operator 1.6: its image, sizes, paths and names
kdp/v2                       shipped   The Kubernetes Data Platform's Flink 1.17 on operator 1.6: its image, sizes, paths and names
production-application/v1    shipped   High availability, upgrades from the last state, incremental RocksDB checkpoints that are retained, a health check
production/v1                shipped   High availability, incremental RocksDB checkpoints that are retained, and room for state
production/v2                shipped   High availability with one JobManager, incremental RocksDB checkpoints that are retained, bounded local disk
`
	if diff := cmp.Diff(want, printed); diff != "" {
		t.Error(diff)
	}
}

func TestAPresetIsShownAsItsFile(t *testing.T) {
	inWorkspace(t, platformPreset)
	kdp, err := presets.Files.ReadFile("kdp/v1.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"kdp/v1": string(kdp), "platform/v1": platformPreset} {
		printed, err := flinkustomize("presets", "show", name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, printed); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	_, err = flinkustomize("presets", "show", "platfrom/v1")
	want := `the preset must be one of development-application/v1, development/v1, development/v2, kdp-extras/v1, kdp-streampark/v1, kdp/v1, kdp/v2, platform/v1, production-application/v1, production/v1, production/v2, not "platfrom/v1": did you mean "platform/v1"?`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestAPresetThatCannotBeReadIsAFinding(t *testing.T) {
	inWorkspace(t, platformPreset+"  sesion: {}\n")
	_, err := flinkustomize("presets")
	var found diagnostic.Findings
	want := `../own/platform.yaml:7:3: spec.sesion: is an unknown field: did you mean "session"?`
	if !errors.As(err, &found) || found.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestGenerateOfAPresetWritesTheSessionsThatUseIt(t *testing.T) {
	inWorkspace(t, platformPreset)
	const session = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: %s}\nspec: {preset: %s, flinkVersion: 1.20.3, " +
		"namespace: streaming, taskManager: {memory: 2Gi}, environment: {operatorVersion: \"1.15\"}}\n"
	for name, preset := range map[string]string{"analytics": "platform/v1", "reports": "development/v1"} {
		if err := os.WriteFile(name+".yaml", fmt.Appendf(nil, session, name, preset), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if printed, err := flinkustomize("generate", "../own"); err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	written, err := filepath.Glob("../deploy/flink/*")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"../deploy/flink/analytics"}, written); diff != "" {
		t.Error(diff)
	}
}
