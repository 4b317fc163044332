package registration_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark/registration"
)

// python is the interpreter itself: what PATH has may be a wrapper that is slow to start.
var python = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("python3", "-c", "import sys; print(sys.executable)").Output()
	return strings.TrimSpace(string(out)), err
})

func needPython(t *testing.T) string {
	t.Helper()
	path, err := python()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("python3: %v", err)
		}
		t.Skipf("the script is not run without python3: %v", err)
	}
	return path
}

type result struct {
	stdout, stderr string
	status         int
}

// run runs the script as the Job does. Whatever the case, no output holds a secret or a stack trace, and nothing is
// written to disk.
func (s *streamPark) run(t *testing.T, state string, environment ...string) result {
	t.Helper()
	return s.runIn(t, context.Background(), state, environment...)
}

func (s *streamPark) runIn(t *testing.T, ctx context.Context, state string, environment ...string) result {
	t.Helper()
	dir := t.TempDir()
	script, file := filepath.Join(dir, "register.py"), filepath.Join(dir, "registration.json")
	for path, content := range map[string]string{script: registration.Script, file: state} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.CommandContext(ctx, needPython(t), script, file)
	command.Dir = t.TempDir()
	command.Env = append([]string{
		"STREAMPARK_URL=" + s.URL, "STREAMPARK_USERNAME=" + s.username, "STREAMPARK_PASSWORD=" + s.password,
		"WAIT_SECONDS=20", "WAIT_INTERVAL=0.02", "REQUEST_SECONDS=20", "HOME=" + command.Dir,
	}, environment...)
	var stdout, stderr strings.Builder
	command.Stdout, command.Stderr = &stdout, &stderr
	command.WaitDelay = time.Second
	_ = command.Run()
	got := result{stdout.String(), stderr.String(), command.ProcessState.ExitCode()}

	s.mu.Lock()
	secrets := append([]string{s.password, url.QueryEscape(s.password)}, s.tokens...)
	s.mu.Unlock()
	output := got.stdout + got.stderr
	for _, secret := range secrets {
		if strings.Contains(output, secret) {
			t.Errorf("the output holds %q:\n%s", secret, output)
		}
	}
	for _, trace := range []string{"Traceback", "\tat ", `File "`} {
		if strings.Contains(output, trace) {
			t.Errorf("the output holds a stack trace:\n%s", output)
		}
	}
	if left, _ := os.ReadDir(command.Dir); len(left) != 0 {
		t.Errorf("the script wrote %v", left)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("the script wrote beside itself: %v", left)
	}
	return got
}

// want fails the test unless a run printed these lines and ended with this status.
func (r result) want(t *testing.T, status int, stdout, stderr string) {
	t.Helper()
	if r.status != status || r.stdout != stdout || r.stderr != stderr {
		t.Errorf("got status %d, stdout:\n%s\nstderr:\n%s\nwant status %d, stdout:\n%s\nstderr:\n%s",
			r.status, r.stdout, r.stderr, status, stdout, stderr)
	}
}

// fails fails the test unless a run ended with status 1 and one line on stderr that holds all the words.
func (r result) fails(t *testing.T, words ...string) {
	t.Helper()
	if r.status != 1 || !strings.HasPrefix(r.stderr, "error: ") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("got status %d and stderr:\n%s\nwant status 1 and one line", r.status, r.stderr)
	}
	for _, word := range words {
		if !strings.Contains(r.stderr, word) {
			t.Errorf("stderr must hold %q:\n%s", word, r.stderr)
		}
	}
}
