package repository_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/repository"
)

// git runs a command in a folder, as somebody without settings of their own.
func git(t *testing.T, dir string, arguments ...string) {
	t.Helper()
	command := exec.Command("git", arguments...)
	command.Dir = dir
	command.Env = append(os.Environ(), "HOME="+t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com",
		"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", arguments, err, out)
	}
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(content), 0o666)); err != nil {
		t.Fatal(err)
	}
}

func of(t *testing.T, folder string) *repository.Repository {
	t.Helper()
	r, err := repository.Of(folder)
	if err != nil {
		t.Fatal(err)
	}
	if r == nil {
		t.Fatalf("%s must be in a repository", folder)
	}
	return r
}

func TestACommitIsReadByItsFolders(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			dir := t.TempDir()
			git(t, dir, "init", "--quiet", "--object-format="+format)
			write(t, filepath.Join(dir, "deploy/a file"), "first\nsecond")
			write(t, filepath.Join(dir, "deploy/b/ü"), "")
			write(t, filepath.Join(dir, "deployed"), "another folder")
			if err := os.Symlink("a file", filepath.Join(dir, "deploy/link")); err != nil {
				t.Fatal(err)
			}
			git(t, dir, "add", ".")
			git(t, dir, "commit", "--quiet", "--message", "one")
			git(t, dir, "rm", "-r", "--quiet", "deploy")

			in := of(t, filepath.Join(dir, "deploy")) // which is not there any more
			commit, err := in.Commit("HEAD")
			if err != nil {
				t.Fatal(err)
			}
			files, err := commit.Files(in.Path(""))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range files {
				got = append(got, f.Path)
				if f.Regular != (f.Path != "link") {
					t.Errorf("%s: got regular %v", f.Path, f.Regular)
				}
			}
			if want := "a file,b/ü,link"; strings.Join(got, ",") != want {
				t.Errorf("got %q, want %s", got, want)
			}
			contents, err := commit.Read(files)
			if err != nil || string(contents[0]) != "first\nsecond" || len(contents[1]) != 0 {
				t.Errorf("got %q, %v", contents, err)
			}
		})
	}
}

func TestWhatIsNoRevisionIsRefused(t *testing.T) {
	dir := t.TempDir()
	git(t, dir, "init", "--quiet")
	in := of(t, dir)
	if _, err := in.Commit("HEAD"); !errors.Is(err, repository.ErrNoCommit) {
		t.Errorf("got %v, want %v", err, repository.ErrNoCommit)
	}
	for _, revision := range []string{"", "--output=x", "-h", "a\nb", "main", "HEAD:file", "@{-1}"} {
		if _, err := in.Commit(revision); err == nil {
			t.Errorf("%q must be an error", revision)
		}
	}
}

func TestWhatHooksAreToldOfTheirRepositoryDoesNotMislead(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	for _, each := range []string{dir, other} {
		git(t, each, "init", "--quiet")
		write(t, filepath.Join(each, filepath.Base(each)), "")
		git(t, each, "add", ".")
		git(t, each, "commit", "--quiet", "--message", "one")
	}
	t.Setenv("GIT_DIR", filepath.Join(other, ".git"))
	t.Setenv("GIT_INDEX_FILE", filepath.Join(other, ".git/index"))
	in := of(t, dir)
	commit, err := in.Commit("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	files, err := commit.Files("")
	if err != nil || len(files) != 1 || files[0].Path != filepath.Base(dir) {
		t.Errorf("got %v, %v", files, err)
	}
}

func TestAFolderInNoRepository(t *testing.T) {
	if r, err := repository.Of(filepath.Join(t.TempDir(), "a/b")); r != nil || err != nil {
		t.Errorf("got %v, %v", r, err)
	}
}

func TestLargeAndMissingContentsAreRefused(t *testing.T) {
	dir := t.TempDir()
	git(t, dir, "init", "--quiet")
	write(t, filepath.Join(dir, "large"), strings.Repeat("x", repository.MaxSize+1))
	git(t, dir, "add", ".")
	git(t, dir, "commit", "--quiet", "--message", "one")
	commit, err := of(t, dir).Commit("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	files, err := commit.Files("")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := commit.Read(files); err == nil || !strings.Contains(err.Error(), "large must have at most 8 MiB") {
		t.Errorf("got %v", err)
	}
	files[0].Hash = strings.Repeat("0", len(files[0].Hash))
	if _, err := commit.Read(files); err == nil || !strings.Contains(err.Error(), "the content of large is not here") {
		t.Errorf("got %v", err)
	}
}

func TestDiffers(t *testing.T) {
	dir := t.TempDir()
	git(t, dir, "init", "--quiet")
	write(t, filepath.Join(dir, "specs/a"), "a")
	write(t, filepath.Join(dir, "specs/deploy/a"), "a")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "--quiet", "--message", "one")
	commit, err := of(t, dir).Commit("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	differs := func(want bool) {
		t.Helper()
		if got, err := commit.Differs("specs", "specs/deploy"); err != nil || got != want {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
	differs(false)
	write(t, filepath.Join(dir, "specs/deploy/a"), "b")
	differs(false)
	write(t, filepath.Join(dir, "specs/a"), "b")
	differs(true)
}
