package gittree_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// exchange puts a link to a folder into the place of the output folder.
func exchange(tb testing.TB, output, target string) {
	tb.Helper()
	must(tb, os.Rename(output, output+".away"))
	must(tb, os.Symlink(target, output))
}

// TestAnOutputFolderThatIsExchangedIsNotWritten: nothing comes to where a link leads that took the folder's place after it was planned.
func TestAnOutputFolderThatIsExchangedIsNotWritten(t *testing.T) {
	for _, inside := range []string{"outside", "workspace/other"} {
		t.Run(inside, func(t *testing.T) {
			dir := t.TempDir()
			workspace, output := filepath.Join(dir, "workspace"), filepath.Join(dir, "workspace", "deploy")
			target := filepath.Join(dir, filepath.FromSlash(inside))
			files{"mine": "mine\n"}.on(t, target)
			write(t, output, two)
			root, err := os.OpenRoot(workspace)
			must(t, err)
			defer root.Close()
			p, err := gittree.NewPlan("deploy", files{"flink/a/x": "x\n"}.tree(t), gittree.Options{Owner: us, Prune: true, Within: root})
			must(t, err)
			defer p.Close()
			exchange(t, output, target)
			_, err = p.Apply()
			if err == nil {
				t.Error("what was planned for another folder must not be said to be written")
			}
			equal(t, "files where the link leads", files{"mine": "mine\n"}, disk(t, target))
		})
	}
}

// TestAnOutputFolderOutOfTheWorkspaceIsRefused: no link of it, and no path, leads out.
func TestAnOutputFolderOutOfTheWorkspaceIsRefused(t *testing.T) {
	dir := t.TempDir()
	workspace := filepath.Join(dir, "workspace")
	files{"mine": "mine\n"}.on(t, filepath.Join(dir, "outside"))
	must(t, os.Mkdir(workspace, 0o755))
	must(t, os.Symlink("../outside", filepath.Join(workspace, "link")))
	root, err := os.OpenRoot(workspace)
	must(t, err)
	defer root.Close()
	before := disk(t, dir)
	for _, output := range []string{"link", "link/new", "../outside", "../new", filepath.Join(dir, "outside")} {
		_, err := gittree.Write(output, two.tree(t), gittree.Options{Owner: us, Within: root})
		says(t, err, filepath.Join(workspace, output), "must be a folder that can be")
		equal(t, "files", before, disk(t, dir))
	}
}

// TestALinkThatComesAndGoesLeadsNowhere exchanges the output folder all the time while runs plan and write.
func TestALinkThatComesAndGoesLeadsNowhere(t *testing.T) {
	dir := t.TempDir()
	workspace, output, outside := filepath.Join(dir, "workspace"), filepath.Join(dir, "workspace", "deploy"), filepath.Join(dir, "outside")
	must(t, os.Mkdir(outside, 0o755))
	write(t, output, two)
	root, err := os.OpenRoot(workspace)
	must(t, err)
	defer root.Close()

	stop := make(chan struct{})
	var attacker sync.WaitGroup
	attacker.Go(func() {
		away, link := filepath.Join(workspace, "away"), filepath.Join(workspace, "link")
		for {
			select {
			case <-stop:
				return
			default:
			}
			os.RemoveAll(away) // a run may have made the folder anew meanwhile
			os.Symlink("../outside", link)
			os.Rename(output, away)
			os.Rename(link, output)
			os.Rename(output, link)
			os.Rename(away, output)
		}
	})
	for i := range 60 {
		gittree.Write("deploy", fleet(t, 1, byte('a'+i%26)), gittree.Options{Owner: us, Prune: true, Within: root}) // may fail, and must not write elsewhere
	}
	close(stop)
	attacker.Wait()
	equal(t, "files outside", files{}, disk(t, outside))
}
