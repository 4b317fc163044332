package database_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/database"
)

const adminPassword = "-n 'a\"\\x41 $PATH `id` %s%%#;日本 é\t!"

// tools are all that the script may use besides the client. Each is in busybox and in coreutils, grep and sed.
var tools = []string{"cat", "cut", "grep", "head", "sed", "sha256sum", "sort", "tr", "wc"}

// folder makes a folder for programs or SQL that nobody can read.
func folder(t *testing.T) string {
	t.Helper()
	f, err := os.MkdirTemp(scratch, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(f, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(f) })
	return f
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o644), os.Chmod(path, mode)); err != nil {
		t.Fatal(err)
	}
}

// sqlFolder is a copy of the SQL, for a test to change.
func sqlFolder(t *testing.T) string {
	t.Helper()
	to := folder(t)
	if err := os.CopyFS(to, os.DirFS("testdata/script")); err != nil {
		t.Fatal(err)
	}
	return to
}

// The rounds of StreamPark's hash take more than a second in a shell, so most tests have few.
const (
	rounds    = 1024
	fewRounds = 2
)

// run is one run of the script.
type run struct {
	env    map[string]string
	path   string // the only folder with programs
	sh     []string
	rounds int // of the hash
}

// newRun is a run in an environment as small as that of an image.
func newRun(t *testing.T, s *server, name string) *run {
	t.Helper()
	r := &run{path: folder(t), rounds: fewRounds, env: map[string]string{
		"DATABASE_HOST": "127.0.0.1", "DATABASE_PORT": s.port, "DATABASE_USER": user, "DATABASE_PASSWORD": password, "DATABASE_NAME": name,
		"ADMIN_PASSWORD": adminPassword, "SCHEMA_VERSION": "2.1.5", "SQL_DIR": sqlFolder(t),
	}}
	for _, tool := range tools {
		r.link(t, tool, lookPath(t, tool))
	}
	r.sh = []string{lookPath(t, "dash")}
	for _, client := range s.clients {
		r.link(t, client, lookPath(t, postgresql(client)))
	}
	return r
}

func lookPath(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s must be there when CI=true: %v", name, err)
		}
		t.Skipf("skipped: %v", err)
	}
	return path
}

func (r *run) link(t *testing.T, name, target string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(r.path, name)); err != nil {
		t.Fatal(err)
	}
}

// wrap puts shell lines in place of a program, which they know as $real.
func (r *run) wrap(t *testing.T, name, lines string) {
	t.Helper()
	path := filepath.Join(r.path, name)
	real, err := os.Readlink(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	write(t, path, "#!/bin/sh\nreal="+real+"\n"+lines, 0o755)
}

// command is the script as a process.
func (r *run) command(t *testing.T, s *server) *exec.Cmd {
	t.Helper()
	script := filepath.Join(r.path, "create-schema")
	text := strings.Replace(database.Script(s.dialect), fmt.Sprintf("-lt %d ]", rounds), fmt.Sprintf("-lt %d ]", r.rounds), 1)
	if !strings.Contains(text, fmt.Sprintf("-lt %d ]", r.rounds)) {
		t.Fatal("the script must count the rounds")
	}
	write(t, script, text, 0o644)
	cmd := asNobody(exec.Command(r.sh[0], append(r.sh[1:], script)...))
	cmd.Dir = "/"
	cmd.Env = []string{"PATH=" + r.path}
	for name, value := range r.env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	return cmd
}

// do runs the script, and returns its exit code and what it printed.
func (r *run) do(t *testing.T, s *server) (int, string) {
	t.Helper()
	var printed bytes.Buffer
	cmd := r.command(t, s)
	cmd.Stdout, cmd.Stderr = &printed, &printed
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	for _, name := range []string{"DATABASE_PASSWORD", "ADMIN_PASSWORD"} {
		if secret := r.env[name]; len(secret) > 2 && strings.Contains(printed.String(), secret) {
			t.Errorf("%s must not be printed: %s", name, &printed)
		}
	}
	return cmd.ProcessState.ExitCode(), printed.String()
}

// succeeds demands exit code 0 and words in what is printed.
func (r *run) succeeds(t *testing.T, s *server, words string) {
	t.Helper()
	if code, printed := r.do(t, s); code != 0 || !strings.Contains(printed, words) || strings.Count(printed, "\n") != strings.Count(words, "\n")+1 {
		t.Fatalf("must succeed and say no more than %q; got %d:\n%s", words, code, printed)
	}
}

// refuses demands exit code 1 and all words in what is printed.
func (r *run) refuses(t *testing.T, s *server, words ...string) {
	t.Helper()
	code, printed := r.do(t, s)
	for _, w := range words {
		if code != 1 || !strings.Contains(printed, w) {
			t.Errorf("must be refused with %q; got %d:\n%s", w, code, printed)
		}
	}
}

// hash is StreamPark's hash of a password, with its rounds or few.
func hash(salt, password string, rounds int) string {
	digest := sha256.Sum256([]byte(salt + password))
	for range rounds - 1 {
		digest = sha256.Sum256(digest[:])
	}
	return hex.EncodeToString(digest[:])
}

// admitted demands that admin, the one user, has a password.
func admitted(t *testing.T, s *server, name, password string, rounds int) {
	t.Helper()
	salt, stored, _ := strings.Cut(s.query(t, name, "select concat(salt, ' ', password) from t_user"), " ")
	if len(salt) != 26 || salt == "rh8b1ojwog777yrg0daesf04gk" || stored != hash(salt, password, rounds) {
		t.Errorf("t_user has %q, %q; want %q", salt, stored, hash(salt, password, rounds))
	}
}
