package action

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

const top = "../../.."

// lint checks a workflow in a repository that has the action.
func lint(t *testing.T, workflow string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, ".github/actions"), os.DirFS(filepath.Join(top, ".github/actions"))); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{".git", ".github/workflows"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, ".github/workflows/w.yml")
	if err := os.WriteFile(file, []byte(workflow), 0o644); err != nil {
		t.Fatal(err)
	}
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{WorkingDir: dir, Shellcheck: "shellcheck"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := linter.LintFile(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, one := range found {
		all = append(all, one.Error())
	}
	return strings.Join(all, "\n")
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(top, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestWorkflowsAreValid(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(top, ".github/workflows/*.yml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there must be workflows: %v", err)
	}
	pinned := regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for _, file := range files {
		text := read(t, filepath.Join(".github/workflows", filepath.Base(file)))
		if found := lint(t, text); found != "" {
			t.Errorf("%s: %s", file, found)
		}
		for _, use := range regexp.MustCompile(`(?m)uses: (.*)$`).FindAllStringSubmatch(text, -1) {
			if !pinned.MatchString(use[1]) {
				t.Errorf("%s: %s must be pinned by its commit, with the version behind it", file, use[1])
			}
		}
	}
}

// TestTheWorkflowOfThePageIsValid: with the action as it is here, whose inputs are checked.
func TestTheWorkflowOfThePageIsValid(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```yaml\n(# .github/workflows/.*?)```").FindAllStringSubmatch(read(t, "examples/diff/README.md"), -1)
	if len(blocks) != 1 {
		t.Fatalf("there must be one workflow, not %d", len(blocks))
	}
	const uses = "uses: flinkustomize/flinkustomize/.github/actions/flinkustomize@"
	if !strings.Contains(blocks[0][1], uses) {
		t.Fatalf("it must use the action:\n%s", blocks[0][1])
	}
	local := regexp.MustCompile(regexp.QuoteMeta(uses)+`\S+`).ReplaceAllString(blocks[0][1], "uses: ./.github/actions/flinkustomize")
	if found := lint(t, local); found != "" {
		t.Error(found)
	}
	if found := lint(t, strings.Replace(local, "fail-on:", "fail-at:", 1)); !strings.Contains(found, "fail-at") {
		t.Errorf("an input that the action does not have must be found, not: %s", found)
	}
}
