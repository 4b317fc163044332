//go:build linux

package command

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fleet writes a workspace with copies of the quickstart's session. From one variant to the next, files change, come and
// go, and so do sessions.
func fleet(t *testing.T, dir string, variant int) {
	t.Helper()
	const example = "../../examples/quickstart/"
	read := func(name string) string {
		content, err := os.ReadFile(example + name)
		must(t, err)
		return string(content)
	}
	must(t, os.RemoveAll(filepath.Join(dir, "flink")))
	write(t, read("flinkustomize.yaml")+"  unguardedEnvironments: [dev, staging, prod]\n", dir, "flinkustomize.yaml") // what is deleted is meant
	write(t, read("environments.yaml"), dir, "environments.yaml")
	session, policy := read("flink/analytics.yaml"), read("flink/network-policy.yaml")
	session = strings.ReplaceAll(session, "16Gi", fmt.Sprintf("%dGi", 16+variant))
	if variant%2 == 1 {
		session = strings.ReplaceAll(session, "    staging: {}\n", "")
		session = strings.ReplaceAll(session, "  webUI: {}\n", "")
	}
	for i := range 20 {
		if i%3 == variant {
			continue
		}
		name := fmt.Sprintf("analytics-%02d", i)
		write(t, strings.NewReplacer("name: analytics", "name: "+name, "network-policy", "policy-"+name).Replace(session), dir, "flink", name+".yaml")
		write(t, strings.ReplaceAll(policy, ": analytics", ": "+name), dir, "flink", "policy-"+name+".yaml")
	}
}

// TestOneRunAfterAKillGivesTheExactTree kills the binary at random points while the specs change. Whatever it left, the
// next run makes the tree of the specs, without force, and leaves nothing else.
func TestOneRunAfterAKillGivesTheExactTree(t *testing.T) {
	points := 200
	if testing.Short() {
		points = 20
	}
	const variants = 3
	dir := filepath.Join(t.TempDir(), "ws")
	var want [variants]map[string]string
	for variant := range variants {
		fleet(t, dir, variant)
		expected := filepath.Join(t.TempDir(), "expected")
		if got := finish(t, command(t, dir, "generate", "--output", expected)); got.code != 0 {
			t.Fatal(got.stderr)
		}
		want[variant] = contents(t, expected)
	}
	output := filepath.Join(dir, "deploy")
	start := time.Now()
	if got := finish(t, command(t, dir, "generate", "--prune")); got.code != 0 {
		t.Fatal(got.stderr)
	}
	whole := time.Since(start)
	killed := 0
	for range points {
		for range 1 + rand.IntN(2) { // the second run meets what the first one left
			fleet(t, dir, rand.IntN(variants))
			cmd := command(t, dir, "generate", "--prune")
			must(t, cmd.Start())
			time.Sleep(time.Duration(rand.Int64N(int64(whole))))
			must(t, ignoreFinished(cmd.Process.Kill()))
			if cmd.Wait() != nil {
				killed++
			}
		}
		variant := rand.IntN(variants)
		fleet(t, dir, variant)
		if got := finish(t, command(t, dir, "generate", "--prune")); got.code != 0 {
			t.Fatalf("must finish, not exit with %d: %s", got.code, got.stderr)
		}
		if diff := cmp.Diff(want[variant], contents(t, output)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
	if killed < points/4 {
		t.Errorf("of %d runs only %d were killed before they ended", points, killed)
	}
}

func ignoreFinished(err error) error {
	if err == os.ErrProcessDone {
		return nil
	}
	return err
}

// TestTwoRunsAtOnce: one of them may have to give up, but then it says so, and nothing is torn.
func TestTwoRunsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	output := filepath.Join(dir, "deploy")
	for variant := range 3 {
		fleet(t, dir, variant)
		expected := filepath.Join(t.TempDir(), "expected")
		if got := finish(t, command(t, dir, "generate", "--output", expected)); got.code != 0 {
			t.Fatal(got.stderr)
		}
		var all sync.WaitGroup
		results := make([]result, 4)
		for i := range results {
			all.Go(func() { results[i] = finish(t, command(t, dir, "generate", "--prune")) })
		}
		all.Wait()
		finished := 0
		for _, got := range results {
			switch {
			case got.code == 0:
				finished++
			case got.code != 2 || !strings.Contains(got.stderr, "must be written by one run at a time") && !strings.Contains(got.stderr, "must not change between planning and applying"):
				t.Errorf("must finish or give up, not exit with %d: %s", got.code, got.stderr)
			}
		}
		if finished == 0 {
			t.Error("one run must finish")
		}
		if diff := cmp.Diff(contents(t, expected), contents(t, output)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
}
