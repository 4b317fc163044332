package gittree_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// fleet is a tree of n folders of 20 files of 600 bytes.
func fleet(tb testing.TB, n int, mark byte) *tree.Tree {
	tb.Helper()
	var t tree.Tree
	content := append(bytes.Repeat([]byte{mark}, 599), '\n')
	for i := range n {
		f, err := tree.NewFolder(fmt.Sprintf("flink/app-%04d", i))
		if err != nil {
			tb.Fatal(err)
		}
		for j := range 8 {
			must(tb, f.Add(fmt.Sprintf("base/file-%d.yaml", j), content))
		}
		for j := range 4 {
			for _, env := range []string{"dev", "prod", "test"} {
				must(tb, f.Add(fmt.Sprintf("overlays/%s/file-%d.yaml", env, j), content))
			}
		}
		must(tb, t.Add(f))
	}
	return &t
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func BenchmarkWrite1000(b *testing.B) {
	t := fleet(b, 1000, 'a')
	dir := b.TempDir()
	i := 0
	for b.Loop() {
		i++
		if _, err := gittree.Write(filepath.Join(dir, fmt.Sprint(i)), t, pruned); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUpdate1000(b *testing.B) {
	trees := []*tree.Tree{fleet(b, 1000, 'a'), fleet(b, 1000, 'b')}
	out := b.TempDir()
	i := 0
	for b.Loop() {
		i++
		if _, err := gittree.Write(out, trees[i%2], pruned); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck1000(b *testing.B) {
	t := fleet(b, 1000, 'a')
	out := b.TempDir()
	if _, err := gittree.Write(out, t, pruned); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p, err := gittree.NewPlan(out, t, pruned)
		if err != nil {
			b.Fatal(err)
		}
		if !p.InSync() {
			b.Fatal("must be in sync")
		}
	}
}
