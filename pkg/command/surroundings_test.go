//go:build linux

package command

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestHostileSurroundings: whatever lies in a workspace that somebody else wrote, a run ends with a clear error and in
// bounded memory, what is there stays as it was, and nothing outside is touched.
func TestHostileSurroundings(t *testing.T) {
	if testing.Short() {
		t.Skip("with -short, as of the race detector, whose binary takes several times the memory")
	}
	config := func(old, new string) func(*testing.T, string) {
		return func(t *testing.T, dir string) { edit(t, filepath.Join(dir, "flinkustomize.yaml"), old, new) }
	}
	session := func(old, new string) func(*testing.T, string) {
		return func(t *testing.T, dir string) { edit(t, filepath.Join(dir, "flink/analytics.yaml"), old, new) }
	}
	instead := func(make func(string) error, path string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			file := filepath.Join(dir, path)
			must(t, os.RemoveAll(file))
			must(t, os.MkdirAll(filepath.Dir(file), 0o777))
			must(t, make(file))
		}
	}
	link := func(to string) func(string) error { return func(file string) error { return os.Symlink(to, file) } }
	pipe := func(file string) error { return syscall.Mkfifo(file, 0o666) }
	folder := func(file string) error { return os.MkdirAll(file, 0o777) }
	long := func(file string) error { // takes no room
		return errors.Join(os.WriteFile(file, nil, 0o666), os.Truncate(file, 100<<20))
	}
	text := func(content string) func(string) error {
		return func(file string) error { return os.WriteFile(file, []byte(content), 0o666) }
	}
	const head = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: x}\nspec:\n"
	bomb := func(head string) string {
		b := new(strings.Builder)
		b.WriteString(head + "  a: &a [x,x,x,x,x,x,x,x,x]\n")
		for c := 'b'; c < 'k'; c++ {
			fmt.Fprintf(b, "  %c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
		}
		return b.String()
	}
	numbered := func(head string, n int, format string) string {
		b := new(strings.Builder)
		b.WriteString(head)
		for i := range n {
			fmt.Fprintf(b, format, i)
		}
		return b.String()
	}
	tests := map[string]struct {
		make func(*testing.T, string)
		code int
		want string
	}{
		"output above":             {config("output: deploy", "output: ../deploy"), 1, `spec.output: must be a folder below the workspace, not "../deploy"`},
		"output absolute":          {config("output: deploy", "output: /deploy"), 1, `spec.output: must be a folder below the workspace, not "/deploy"`},
		"output in .git":           {config("output: deploy", "output: .git/deploy"), 1, "spec.output: must be a folder below the workspace"},
		"output is a link outside": {instead(link("../outside"), "deploy"), 1, `spec.output: must not lead through a link to nothing or out of the workspace, as "deploy" is`},
		"output below such a link": {func(t *testing.T, dir string) {
			config("output: deploy", "output: a/b/c")(t, dir)
			instead(link("../../outside"), "a/b")(t, dir)
		}, 1, `as "a/b" is`},
		"output is a link to itself": {instead(link("deploy"), "deploy"), 1, "spec.output: must not lead through a link"},
		"output is a file":           {instead(text("x"), "deploy"), 2, "must be a folder, not a file"},
		"link in the output":         {instead(link("../../outside"), "deploy/flink"), 2, "deploy/flink: must be a folder, not a symbolic link"},
		"link in place of a file":    {instead(link("../../../../../outside/file.yaml"), "deploy/flink/analytics/base/role.yaml"), 2, "role.yaml: must be a file, not a symbolic link"},
		"link in place of an index":  {instead(link("../../../../outside/file.yaml"), "deploy/flink/analytics/.flinkustomize.sha256"), 2, ".flinkustomize.sha256: must be a file, not a symbolic link"},
		"file in place of a folder":  {instead(text("x"), "deploy/flink"), 2, "deploy/flink: must be a folder, not a file"},
		"folder in place of a file":  {instead(folder, "deploy/flink/analytics/base/role.yaml"), 2, "role.yaml: must be a file, not a folder"},
		"pipe in place of a file":    {instead(pipe, "deploy/flink/analytics/base/role.yaml"), 2, "role.yaml: must be a regular file"},

		"index of 50 MB": {instead(func(file string) error {
			return errors.Join(os.WriteFile(file, nil, 0o666), os.Truncate(file, 50<<20))
		}, "deploy/flink/analytics/.flinkustomize.sha256"), 2, ".flinkustomize.sha256: must be at most 16777216 bytes long, not 52428800"},

		"specs above":               {config("- flink", "- ../outside"), 1, `spec.specs[1]: must be a file or folder below the workspace, not "../outside"`},
		"specs that do not exist":   {config("- flink", "- flnk"), 1, `spec.specs[1]: file or folder "flnk" does not exist: did you mean "flink"?`},
		"specs absolute":            {config("- flink", "- /etc"), 1, `spec.specs[1]: must be a file or folder below the workspace, not "/etc"`},
		"spec is a link outside":    {instead(link("../../outside/file.yaml"), "flink/x.yaml"), 1, "flink/x.yaml: must not be a link to nothing or out of the workspace"},
		"spec is a link to nothing": {instead(link("nothing"), "flink/x.yaml"), 1, "flink/x.yaml: must not be a link to nothing"},
		"spec is a device":          {instead(link("/dev/zero"), "flink/x.yaml"), 1, "flink/x.yaml: must not be a link to nothing or out of the workspace"},
		"spec is a pipe":            {instead(pipe, "flink/x.yaml"), 1, "flink/x.yaml: must be a regular file"},
		"spec is long":              {instead(long, "flink/x.yaml"), 1, "flink/x.yaml: must be at most 4 MiB, not 104857600 bytes"},
		"workspace is a folder":     {instead(folder, "flinkustomize.yaml"), 1, "flinkustomize.yaml: must be a file, not a folder"},
		"workspace is a pipe":       {instead(pipe, "flinkustomize.yaml"), 1, "flinkustomize.yaml: must be a regular file"},
		"workspace is long":         {instead(long, "flinkustomize.yaml"), 1, "flinkustomize.yaml: must be at most 4 MiB"},
		"workspace is a link":       {instead(link("../outside/file.yaml"), "flinkustomize.yaml"), 1, "flinkustomize.yaml: must not be a link to nothing or out of the workspace"},

		"resource above":             {session("- network-policy.yaml", "- ../../outside/file.yaml"), 1, `flink/analytics.yaml:34:5: spec.resources[0]: must be a file of the workspace, not "../../outside/file.yaml"`},
		"resource absolute":          {session("- network-policy.yaml", "- /etc/passwd"), 1, `spec.resources[0]: must be a file of the workspace, not "/etc/passwd"`},
		"resource is remote":         {session("- network-policy.yaml", "- https://example.com/x.yaml"), 1, `spec.resources[0]: must be a file of the workspace, not "https://example.com/x.yaml": nothing is fetched`},
		"resource is a repository":   {session("- network-policy.yaml", "- git@example.com:org/repository"), 1, "spec.resources[0]: must be a file of the workspace"},
		"resource is a link outside": {instead(link("../../outside/file.yaml"), "flink/network-policy.yaml"), 1, `spec.resources[0]: must not be a link to nothing or out of the workspace, as "network-policy.yaml" is`},
		"resource is a pipe":         {instead(pipe, "flink/network-policy.yaml"), 1, "spec.resources[0]: must be a file"},
		"resource is long":           {instead(long, "flink/network-policy.yaml"), 1, "spec.resources[0]: must be at most 8 MiB"},
		"resource is a bomb":         {instead(text(bomb("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n")), "flink/network-policy.yaml"), 1, "spec.resources[0]: flink/network-policy.yaml:1: must not expand to more than 20000 values through aliases"},
		"resource is wide":           {instead(text(numbered("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n", 200_000, "  k%d: x\n")), "flink/network-policy.yaml"), 1, "must have at most 10000 keys in a mapping, not 200000 as on line 5"},

		"NUL in a spec":        {instead(text("kind: FlinkSession\nmetadata: {name: \"a\x00b\"}\n"), "flink/x.yaml"), 1, "flink/x.yaml:2:20: must not have the character U+0000"},
		"bomb":                 {instead(text(bomb(head)), "flink/x.yaml"), 1, "must not expand to more than 100000 values through aliases: write them out"},
		"deep lists":           {instead(text(head+"  a: "+strings.Repeat("[", 3<<20)), "flink/x.yaml"), 1, "flink/x.yaml:5:"},
		"deep mappings":        {instead(text(head+"  a: "+strings.Repeat("{a: ", 100_000)), "flink/x.yaml"), 1, "flink/x.yaml:5:"},
		"many fields":          {instead(text(numbered(head, 250_000, "  k%d: x\n")), "flink/x.yaml"), 1, "flink/x.yaml:250000:3: spec.k249995: is an unknown field"},
		"many environments":    {instead(text(numbered(head+"  environments:\n", 200_000, "    e%d: {}\n")), "flink/x.yaml"), 1, "flink/x.yaml:200000:"},
		"many documents":       {instead(text(numbered("", 60_000, "apiVersion: flinkustomize.dev/v1alpha1\nkind: Flink%d\n---\n")), "flink/x.yaml"), 1, "flink/x.yaml:179999:7: kind: must be one of FlinkSession, "},
		"many sessions":        {instead(text(numbered("", 20_000, "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: x%d}\nspec: {}\n---\n")), "flink/x.yaml"), 1, "flink/x.yaml:99999:1: spec.flinkVersion: must be set"},
		"name is long":         {session("name: analytics", "name: "+strings.Repeat("n", 5000)), 1, "metadata.name: must be a name of at most"},
		"name leads elsewhere": {session("name: analytics", "name: ../../x"), 1, "flink/analytics.yaml:5:9: metadata.name: must be a name"},
		"an environment's does": {func(t *testing.T, dir string) {
			edit(t, filepath.Join(dir, "environments.yaml"), "name: dev", "name: ../../x")
		}, 1, "environments.yaml:5:9: metadata.name: must be a name"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := newWorkspace(t)
			outside := filepath.Join(dir, "../outside")
			write(t, "secret: s3cret\n", outside, "file.yaml")
			test.make(t, dir)
			before := contents(t, filepath.Dir(dir))
			for _, args := range [][]string{{"generate", "--prune", "--force"}, {"check"}} {
				got := finish(t, command(t, dir, args...))
				if got.code != test.code || !strings.Contains(got.stderr, test.want) {
					t.Errorf("%s: must exit with %d and say %q, not %d and %.2000s", args[0], test.code, test.want, got.code, got.stderr)
				}
				if strings.Contains(got.stderr, "s3cret") || strings.Contains(got.stderr, "goroutine") {
					t.Errorf("%s: must neither show a file from outside nor panic: %.2000s", args[0], got.stderr)
				}
				if limit := int64(600 << 10); got.peak > limit {
					t.Errorf("%s: must stay below %d KB, not %d", args[0], limit, got.peak)
				}
			}
			if diff := cmp.Diff(before, contents(t, filepath.Dir(dir))); diff != "" {
				t.Errorf("nothing must change (-before +after):\n%s", diff)
			}
		})
	}
}

// TestTheOutputFolderIsExchangedDuringRuns: a link out of the workspace that takes its place at any moment leads no run out.
func TestTheOutputFolderIsExchangedDuringRuns(t *testing.T) {
	dir := newWorkspace(t)
	outside := filepath.Join(dir, "../outside")
	must(t, os.Mkdir(outside, 0o777))
	stop := make(chan struct{})
	var attacker sync.WaitGroup
	attacker.Go(func() {
		output, away, link := filepath.Join(dir, "deploy"), filepath.Join(dir, "away"), filepath.Join(dir, "link")
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond): // not so often that no run gets anywhere
			}
			os.RemoveAll(away) // whatever fails, the next round does
			os.Symlink("../outside", link)
			os.Rename(output, away)
			os.Rename(link, output)
			time.Sleep(time.Millisecond)
			os.Rename(output, link)
			os.Rename(away, output)
		}
	})
	for range 20 {
		if got := finish(t, command(t, dir, "generate", "--prune")); strings.Contains(got.stderr, "goroutine") {
			t.Errorf("must not panic: %s", got.stderr)
		}
	}
	close(stop)
	attacker.Wait()
	if diff := cmp.Diff(map[string]string{"./": ""}, contents(t, outside)); diff != "" {
		t.Errorf("nothing must be written outside (-want +got):\n%s", diff)
	}
}

func TestOutputMayBeALinkWithinTheWorkspace(t *testing.T) {
	dir := newWorkspace(t)
	must(t, os.Mkdir(filepath.Join(dir, "manifests"), 0o777))
	must(t, os.Symlink("manifests", filepath.Join(dir, "deploy")))
	if got := finish(t, command(t, dir, "generate")); got.code != 0 {
		t.Fatal(got.stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "manifests/flink/analytics/base/role.yaml")); err != nil {
		t.Error(err)
	}
}

// TestFoldersThatCannotBeWritten: the error says which, and the old files stay whole.
func TestFoldersThatCannotBeWritten(t *testing.T) {
	dir := newWorkspace(t)
	if got := finish(t, command(t, dir, "generate")); got.code != 0 {
		t.Fatal(got.stderr)
	}
	overlay := filepath.Join(dir, "deploy/flink/analytics/overlays/prod")
	before := contents(t, overlay)
	edit(t, filepath.Join(dir, "flink/analytics.yaml"), "16Gi", "24Gi")
	must(t, os.Chmod(overlay, 0o555))
	t.Cleanup(func() { os.Chmod(overlay, 0o777) })
	cmd := command(t, dir, "generate")
	if os.Getuid() == 0 { // root may write everywhere
		self, err := os.ReadFile(cmd.Path)
		must(t, err)
		cmd.Path = filepath.Join(dir, "../flinkustomize")
		must(t, os.WriteFile(cmd.Path, self, 0o755))
		for path := filepath.Dir(dir); path != os.TempDir() && path != "/"; path = filepath.Dir(path) {
			must(t, os.Chmod(path, 0o755))
		}
		must(t, exec.Command("chown", "-R", "65534:65534", dir).Run())
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	got := finish(t, cmd)
	if got.code != 2 || !strings.Contains(got.stderr, "overlays/prod") || !strings.Contains(got.stderr, "permission denied") {
		t.Errorf("must exit with 2 and say what cannot be written, not %d and %s", got.code, got.stderr)
	}
	if diff := cmp.Diff(before, contents(t, overlay)); diff != "" {
		t.Errorf("nothing must change (-before +after):\n%s", diff)
	}
}

// TestFullDisk: the error says so, each file is the old one or the new one, and a run with room finishes.
func TestFullDisk(t *testing.T) {
	dir := newWorkspace(t)
	disk := filepath.Join(t.TempDir(), "disk")
	must(t, os.Mkdir(disk, 0o777))
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=400k"); err != nil {
		t.Skipf("a small file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	output := filepath.Join(disk, "deploy")
	if got := finish(t, command(t, dir, "generate", "--output", output)); got.code != 0 {
		t.Fatal(got.stderr)
	}
	old := contents(t, output)
	edit(t, filepath.Join(dir, "flink/analytics.yaml"), "16Gi", "24Gi")
	edit(t, filepath.Join(dir, "flink/warehouse.yaml"), "16Gi", "24Gi")
	expected := filepath.Join(t.TempDir(), "expected")
	if got := finish(t, command(t, dir, "generate", "--output", expected)); got.code != 0 {
		t.Fatal(got.stderr)
	}
	new := contents(t, expected)

	fill := filepath.Join(disk, "fill")
	f, err := os.Create(fill)
	must(t, err)
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	must(t, f.Close())
	got := finish(t, command(t, dir, "generate", "--output", output))
	if said := strings.Count(got.stderr, "no space left on device"); got.code != 2 || said == 0 || said > max(2, runtime.GOMAXPROCS(0)) {
		t.Errorf("must exit with 2 and say no more than once a worker that the disk is full, not %d and %s", got.code, got.stderr)
	}
	for path, content := range contents(t, output) {
		if content != old[path] && content != new[path] && filepath.Base(path) != ".flinkustomize.sha256" {
			t.Errorf("%s must be the old one or the new one", path)
		}
	}
	must(t, os.Remove(fill))
	if got := finish(t, command(t, dir, "generate", "--output", output)); got.code != 0 {
		t.Fatal(got.stderr)
	}
	if diff := cmp.Diff(new, contents(t, output)); diff != "" {
		t.Errorf("a run with room must finish (-want +got):\n%s", diff)
	}
}
