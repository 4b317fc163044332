package action

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gh stands for GitHub's command: it lists one comment, of the id in the file existing, and notes what it is called with.
const gh = `#!/usr/bin/env bash
printf '%s\n' "$*" >> "$CALLS"
case $* in
  *--paginate*) cat "$EXISTING" ;;
  *) [ ! -e "$EXISTING.denied" ] && for a in "$@"; do case $a in body=@*) cp "${a#body=@}" "$CALLS.body" ;; esac; done ;;
esac
`

// repository is a pull request against main in a clone, in which the quickstart is in the folder platform.
type repository struct {
	dir, bin, calls, existing, summary string
}

func newRepository(t *testing.T) *repository {
	t.Helper()
	for _, program := range []string{"git", "awk"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatal(err)
		}
	}
	scratch := t.TempDir()
	r := &repository{dir: filepath.Join(scratch, "repository"), bin: filepath.Join(scratch, "bin"), calls: filepath.Join(scratch, "calls"),
		existing: filepath.Join(scratch, "existing"), summary: filepath.Join(scratch, "summary")}
	must(t, os.CopyFS(filepath.Join(r.dir, "platform"), os.DirFS(filepath.Join(top, "examples/quickstart"))))
	must(t, os.MkdirAll(r.bin, 0o755))
	must(t, os.WriteFile(filepath.Join(r.bin, "gh"), []byte(gh), 0o755))
	must(t, os.WriteFile(r.existing, nil, 0o644))
	r.run(t, "git", "init", "--quiet", "--initial-branch=main")
	r.run(t, "git", "add", ".")
	r.run(t, "git", "commit", "--quiet", "--message=one")
	r.run(t, "git", "update-ref", "refs/remotes/origin/main", "main")
	r.run(t, "git", "checkout", "--quiet", "-b", "change")
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (r *repository) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "PATH="+r.bin+":"+binary+":"+os.Getenv("PATH"), "CALLS="+r.calls, "EXISTING="+r.existing,
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
		"WORKSPACE=platform", "FAIL_ON=", "COMMENT=true", "PULL_REQUEST=7",
		"GITHUB_REPOSITORY=owner/name", "GITHUB_BASE_REF=main", "GITHUB_STEP_SUMMARY="+r.summary)
	return cmd
}

func (r *repository) run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := r.command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

// check runs the action, and returns its exit code and output, and the comment that it wrote.
func (r *repository) check(t *testing.T, env ...string) (code int, out, comment string) {
	t.Helper()
	script, err := filepath.Abs(filepath.Join(top, ".github/actions/flinkustomize/check"))
	must(t, err)
	cmd := r.command(script)
	cmd.Env = append(cmd.Env, env...)
	text, err := cmd.CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else {
		must(t, err)
	}
	body, err := os.ReadFile(r.calls + ".body")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return code, string(text), string(body)
}

func (r *repository) edit(t *testing.T, file, old, new string) {
	t.Helper()
	path := filepath.Join(r.dir, file)
	text, err := os.ReadFile(path)
	must(t, err)
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s must have %q", file, old)
	}
	must(t, os.WriteFile(path, []byte(strings.ReplaceAll(string(text), old, new)), 0o644))
}

// binary is the folder of the command, built from the checkout.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "action")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		build := exec.Command("go", "build", "-trimpath", "-ldflags=-s", "-o", dir, "./cmd/flinkustomize")
		build.Dir, build.Env, build.Stderr = top, append(os.Environ(), "CGO_ENABLED=0"), os.Stderr
		if err := build.Run(); err != nil {
			panic(err)
		}
		binary = dir
		return m.Run()
	}())
}

func TestAPullRequestIsToldWhatItDoes(t *testing.T) {
	r := newRepository(t)
	r.edit(t, "platform/flink/analytics.yaml", "memory: 16Gi", "memory: 24Gi")
	regenerate := r.command(filepath.Join(binary, "flinkustomize"), "generate")
	regenerate.Dir = filepath.Join(r.dir, "platform")
	must(t, regenerate.Run())
	r.run(t, "git", "commit", "--quiet", "--all", "--message=memory")

	code, out, comment := r.check(t)
	if code != 0 {
		t.Fatalf("must pass, not exit with %d:\n%s", code, out)
	}
	for _, want := range []string{"<!-- written by the action flinkustomize -->", "| `flinkustomize generate` | ✅", "| `flinkustomize lint` | ✅", "| `flinkustomize diff` | ✅", "FlinkDeployment", "analytics"} {
		if !strings.Contains(comment, want) {
			t.Errorf("the comment must have %q, not:\n%s", want, comment)
		}
	}
	summary, err := os.ReadFile(r.summary)
	must(t, err)
	if string(summary) != comment {
		t.Errorf("the summary must be the comment, not:\n%s", summary)
	}
	calls, err := os.ReadFile(r.calls)
	must(t, err)
	if !strings.Contains(string(calls), "api --method POST repos/owner/name/issues/7/comments ") {
		t.Errorf("the comment must be new: %s", calls)
	}

	must(t, os.WriteFile(r.existing, []byte("42\n43\n"), 0o644))
	if code, out, _ = r.check(t, "FAIL_ON=restart-jobs-recovered"); code != 1 {
		t.Errorf("a class that is not wanted must fail, not exit with %d:\n%s", code, out)
	}
	if calls, err = os.ReadFile(r.calls); err != nil || !strings.Contains(string(calls), "api --method PATCH repos/owner/name/issues/comments/42 ") {
		t.Errorf("the comment that is there must be replaced: %s, %v", calls, err)
	}

	must(t, os.WriteFile(r.existing+".denied", nil, 0o644))
	if code, out, _ = r.check(t); code != 0 || !strings.Contains(out, "::warning::the comment could not be written") {
		t.Errorf("without permission it must warn, not exit with %d:\n%s", code, out)
	}
}

func TestATreeThatDiffersAndAWrongSpecFail(t *testing.T) {
	r := newRepository(t)
	r.edit(t, "platform/flink/analytics.yaml", "memory: 16Gi", "memory: 24Gi")
	r.run(t, "git", "commit", "--quiet", "--all", "--message=memory")
	code, out, comment := r.check(t)
	if code != 1 || !strings.Contains(comment, "| `flinkustomize generate` | ❌ the tree is not what the specs ask for") {
		t.Errorf("must exit with 1, not %d:\n%s\n%s", code, out, comment)
	}
	r.edit(t, "platform/flink/analytics.yaml", "memory: 24Gi", "memory: 1.5Gi")
	code, out, _ = r.check(t)
	if code != 1 || !strings.Contains(out, "::error file=platform/flink/analytics.yaml,line=") {
		t.Errorf("must exit with 1 and an annotation with the path in the repository, not %d:\n%s", code, out)
	}
}

func TestAShallowCheckoutIsExplained(t *testing.T) {
	r := newRepository(t)
	code, out, comment := r.check(t, "GITHUB_BASE_REF=gone", "COMMENT=false")
	if code != 1 || comment != "" {
		t.Errorf("must exit with 1 and without a comment, not %d:\n%s", code, comment)
	}
	summary, err := os.ReadFile(r.summary)
	if err != nil || !strings.Contains(string(summary), "`fetch-depth: 0`") {
		t.Errorf("%v\n%s\n%s", err, summary, out)
	}
}
