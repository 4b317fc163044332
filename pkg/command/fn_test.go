package command

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// kustomizeCLI builds the real kustomize at the version that the project pins, and returns its path.
func kustomizeCLI(t *testing.T) string {
	t.Helper()
	path, err := exec.Command("go", "tool", "-modfile=../../.ci/tools/go.mod", "-n", "kustomize").Output()
	if err != nil {
		t.Fatalf("the kustomize CLI cannot be built: %v", err)
	}
	return strings.TrimSpace(string(path))
}

// Each story of testdata/fn has the real kustomize, and starts in a copy of the example of the function.
func TestStoriesOfTheFunction(t *testing.T) {
	kustomize := kustomizeCLI(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/fn",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", "/no-home")
			env.Setenv("PATH", filepath.Dir(kustomize)+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Cd = filepath.Join(env.WorkDir, "krm")
			return os.CopyFS(env.Cd, os.DirFS("../../examples/krm"))
		},
	})
}

// One build with many functions gives what the same objects give as files; what a function costs is logged.
func TestManyFunctionsInOneBuild(t *testing.T) {
	functions := 500
	if testing.Short() {
		functions = 20
	}
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	build := func() (string, time.Duration) {
		start := time.Now()
		built, err := exec.Command(kustomizeCLI(t), "build", "--enable-alpha-plugins", "--enable-exec", dir).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, built)
		}
		return string(built), time.Since(start)
	}

	kustomization := "sortOptions: {order: fifo}\ngenerators:\n"
	for i := range functions {
		name := fmt.Sprintf("session-%d", i)
		kustomization += "- " + name + ".yaml\n"
		write(name+".yaml", fmt.Sprintf(`apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata:
  name: %s
  annotations:
    config.kubernetes.io/function: |
      exec: {path: flinkustomize, args: [fn]}
spec:
  flinkVersion: 1.20.3
  jobManager: {memory: 2Gi}
  taskManager: {memory: 8Gi}
  serviceAccount: {name: flink, create: false}
  environment: {namespace: streaming, operatorVersion: "1.15"}
`, name))
	}
	write("kustomization.yaml", kustomization)
	generated, withFunctions := build()
	if got := strings.Count(generated, "kind: FlinkDeployment\n"); got != functions {
		t.Errorf("there must be %d sessions, not %d", functions, got)
	}

	write("all.yaml", generated)
	write("kustomization.yaml", "sortOptions: {order: fifo}\nresources: [all.yaml]\n")
	fromFiles, withFiles := build()
	if diff := cmp.Diff(fromFiles, generated); diff != "" {
		t.Error(diff)
	}
	t.Logf("%d functions: %v, the same objects as files: %v, %v a function", functions, withFunctions, withFiles, (withFunctions-withFiles)/time.Duration(functions))
}
