package generate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// BenchmarkLargePodTemplate measures pod templates of the greatest length that is taken, and of half of it, each with one
// entry more in an environment: Kubernetes' own merge grows with the square of the length.
func BenchmarkLargePodTemplate(b *testing.B) {
	for _, what := range []string{"containers", "volumes", "env", "args"} {
		for _, count := range []int{900, 1800} {
			if what == "containers" {
				count /= 2 // each has a variable, too
			}
			b.Run(fmt.Sprintf("%s/%d", what, count), func(b *testing.B) {
				spec := largePodTemplate(what, count)
				for b.Loop() {
					generateSpec(b, spec, nil)
				}
			})
		}
	}
}

// largePodTemplate is a session in two environments whose pod template has a list of many elements.
func largePodTemplate(what string, count int) string {
	var list strings.Builder
	indent, element := "      ", "- {name: %s-%d, image: example.com/a, env: [{name: A, value: b}]}\n"
	head := "    spec:\n      containers:\n"
	switch what {
	case "volumes":
		head, element = "    spec:\n      volumes:\n", "- {name: %s-%d, emptyDir: {}}\n"
	case "env":
		head, indent, element = "    spec:\n      containers:\n      - name: flink-main-container\n        env:\n", "        ", "- {name: %s-%d, value: a}\n"
	case "args":
		head, indent, element = "    spec:\n      containers:\n      - name: sidecar\n        image: example.com/a\n        args:\n", "        ", "- %s-%d\n"
	}
	for i := range count {
		fmt.Fprintf(&list, indent+element, what, i)
	}
	extra := map[string]string{
		"containers": "containers: [{name: extra, image: example.com/a}]",
		"volumes":    "volumes: [{name: extra, emptyDir: {}}]",
		"env":        "containers: [{name: flink-main-container, env: [{name: EXTRA, value: a}]}]",
		"args":       "containers: [{name: extra, image: example.com/a}]",
	}[what]
	return strings.Replace(hostileSession, "prod: {", "prod: {podTemplate: {spec: {"+extra+"}}, ", 1) + "  podTemplate:\n" + head + list.String() + hostileEnvironments
}

const (
	hostileSession = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec:
  flinkVersion: 1.20.3
  image: flink:1.20.3
  jobManager: {memory: 2Gi}
  taskManager: {memory: 2Gi}
  environments: {dev: {}, prod: {jobManager: {memory: 4Gi}}}
`
	hostileEnvironments = `---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: dev}
spec: {namespace: dev, operatorVersion: "1.13"}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec: {namespace: prod, operatorVersion: "1.13"}
`
)

// generateSpec makes the tree of a file of specs, with files beside it.
func generateSpec(tb testing.TB, spec string, files map[string]string) {
	tb.Helper()
	dir := tb.TempDir()
	for name, content := range map[string]string{
		"flinkustomize.yaml": "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: hostile}\nspec: {specs: [specs.yaml]}\n",
		"specs.yaml":         spec,
	} {
		write(tb, dir, name, content)
	}
	for name, content := range files {
		write(tb, dir, name, content)
	}
	w, err := workspace.Load(dir)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := generate.Workspace(w); err != nil {
		tb.Fatalf("%.300s", err)
	}
}

func write(tb testing.TB, dir, name, content string) {
	tb.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkAliases measures as many aliases as are taken, in a spec and in a manifest of the user's own.
func BenchmarkAliases(b *testing.B) {
	long := strings.Repeat("a", 100_000)
	b.Run("spec", func(b *testing.B) {
		spec := hostileSession + "  flinkConfiguration:\n    a.b0: &long " + long + "\n" + numbered("    a.b%d: *long\n", 1, 40) + hostileEnvironments
		for b.Loop() {
			generateSpec(b, spec, nil)
		}
	})
	b.Run("resource", func(b *testing.B) {
		files := map[string]string{"a.yaml": object("ConfigMap", "a", "a: &a {"+numbered("k%d: v, ", 0, 9)+"}\nb:\n"+numbered("- *a # %d\n", 0, 1000))}
		for b.Loop() {
			generateSpec(b, strings.Replace(hostileSession, "spec:\n", "spec:\n  resources: [a.yaml]\n", 1)+hostileEnvironments, files)
		}
	})
}

// BenchmarkEntries measures as many variables and unknown options as are taken, and half of them, and twenty times as many,
// which are refused without being looked at.
func BenchmarkEntries(b *testing.B) {
	for what, entry := range map[string]string{
		"env":                "  env:\n    A%d: b\n",
		"flinkConfiguration": "  flinkConfiguration:\n    my.own.option.%d: b\n",
	} {
		field, line, _ := strings.Cut(entry, "\n")
		for _, count := range []int{1000, 2000} {
			b.Run(fmt.Sprintf("%s/%d", what, count), func(b *testing.B) {
				spec := hostileSession + field + "\n" + numbered(line, 0, count) + hostileEnvironments
				for b.Loop() {
					generateSpec(b, spec, nil)
				}
			})
		}
		b.Run(what+"/refused", func(b *testing.B) {
			spec := hostileSession + field + "\n" + numbered(line, 0, 40_000) + hostileEnvironments
			for b.Loop() {
				refuseSpec(b, spec)
			}
		})
	}
	b.Run("nearMisses", func(b *testing.B) {
		spec := hostileSession + "  flinkConfiguration:\n" + numbered("    parallelism.defaul%d: b\n", 0, 10) + numbered("    state.checkpoints.dir%02d: b\n", 0, 100) +
			numbered("    taskmanager.numberOfTaskSlot%d: b\n", 10, 1890) + hostileEnvironments
		for b.Loop() {
			refuseSpec(b, spec)
		}
	})
}

// refuseSpec has a file of specs refused.
func refuseSpec(b *testing.B, spec string) {
	b.Helper()
	if _, err := fromDisk(b, spec, nil); err == nil {
		b.Fatal("must be refused")
	}
}
