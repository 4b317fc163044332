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

// BenchmarkWorkspace100 and its like read a workspace from the disk and make its tree in memory: sessions like the
// quickstart's, each in three environments, with a manifest of the user's own.
func BenchmarkWorkspace100(b *testing.B)  { benchmarkWorkspace(b, 100) }
func BenchmarkWorkspace1000(b *testing.B) { benchmarkWorkspace(b, 1000) }

func benchmarkWorkspace(b *testing.B, sessions int) {
	dir := quickstart(b, sessions)
	b.ReportAllocs()
	for b.Loop() {
		w, err := workspace.Load(dir)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := generate.Workspace(w); err != nil {
			b.Fatal(err)
		}
	}
}

// quickstart writes a workspace with copies of the quickstart's session under other names.
func quickstart(tb testing.TB, sessions int) string {
	tb.Helper()
	const example = "../../examples/quickstart/"
	read := func(name string) string {
		content, err := os.ReadFile(example + name)
		if err != nil {
			tb.Fatal(err)
		}
		return string(content)
	}
	dir := tb.TempDir()
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "flink"), 0o755); err != nil {
		tb.Fatal(err)
	}
	write("flinkustomize.yaml", read("flinkustomize.yaml"))
	write("environments.yaml", read("environments.yaml"))
	session, policy := read("flink/analytics.yaml"), read("flink/network-policy.yaml")
	for i := range sessions {
		name := fmt.Sprintf("analytics-%05d", i)
		write("flink/"+name+".yaml", strings.NewReplacer("name: analytics", "name: "+name, "network-policy", "network-policy-"+name).Replace(session))
		write("flink/network-policy-"+name+".yaml", strings.ReplaceAll(policy, ": analytics", ": "+name))
	}
	return dir
}
