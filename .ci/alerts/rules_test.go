package alerts

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// ruleFile is the PrometheusRule of a file in a reviewed tree.
type ruleFile struct {
	path   string // from the folder of the reviewed cases
	groups []group
}

type group struct {
	Name  string `json:"name"`
	Rules []rule `json:"rules"`
}

type rule struct {
	Alert       string            `json:"alert"`
	Expr        string            `json:"expr"`
	For         string            `json:"for,omitempty"`
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

const golden = "../../golden"

// ruleFiles are all of the reviewed trees, the examples among them.
func ruleFiles(t *testing.T) []ruleFile {
	t.Helper()
	var all []ruleFile
	read := func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "prometheusrule.yaml" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var object struct {
			Spec struct {
				Groups []group `json:"groups"`
			} `json:"spec"`
		}
		if err := yaml.UnmarshalStrict(withoutHead(text), &object.Spec); err != nil {
			return err
		}
		name, err := filepath.Rel(golden, path)
		all = append(all, ruleFile{filepath.ToSlash(name), object.Spec.Groups})
		return err
	}
	if err := errors.Join(filepath.WalkDir(golden, read), filepath.WalkDir("../../examples", read)); err != nil {
		t.Fatal(err)
	}
	if len(all) < 8 {
		t.Fatalf("there must be at least 8 files of rules, not %d", len(all))
	}
	return all
}

// withoutHead is the spec of an object, as a file of its own: what promtool reads.
func withoutHead(text []byte) []byte {
	_, spec, _ := strings.Cut(string(text), "\nspec:\n")
	var out strings.Builder
	for line := range strings.Lines(spec) {
		out.WriteString(strings.TrimPrefix(line, "  "))
	}
	return []byte(out.String())
}

func named(t *testing.T, path string) ruleFile {
	t.Helper()
	for _, file := range ruleFiles(t) {
		if file.path == path {
			return file
		}
	}
	t.Fatalf("there is no %s", path)
	return ruleFile{}
}

// only has one alert, without annotations, which promtool would want to be told.
func (f ruleFile) only(alert string) ruleFile {
	one := ruleFile{path: alert + "-" + f.path}
	for _, g := range f.groups {
		for _, r := range g.Rules {
			if r.Alert == alert {
				r.Annotations = nil
				one.groups = append(one.groups, group{g.Name, []rule{r}})
			}
		}
	}
	return one
}

// marked has a label with the name of the file in each rule: else the rules of two workspaces may make one series.
func (f ruleFile) marked() ruleFile {
	marked := ruleFile{path: f.path}
	for _, g := range f.groups {
		rules := slices.Clone(g.Rules)
		for i := range rules {
			rules[i].Labels = maps.Clone(rules[i].Labels)
			rules[i].Labels["file"] = f.path
		}
		marked.groups = append(marked.groups, group{g.Name, rules})
	}
	return marked
}

// write writes rules as Prometheus reads them.
func (f ruleFile) write(t *testing.T, folder string) string {
	t.Helper()
	text, err := yaml.Marshal(map[string]any{"groups": f.groups})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, strings.ReplaceAll(f.path, "/", "-"))
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// promtool runs it. The test is skipped where it is not installed, and fails in CI.
func promtool(t *testing.T, arguments ...string) {
	t.Helper()
	if _, err := exec.LookPath("promtool"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("promtool must be installed, such as with Debian's package prometheus")
		}
		t.Skip("promtool is not installed")
	}
	if out, err := exec.Command("promtool", arguments...).CombinedOutput(); err != nil {
		t.Errorf("promtool %s: %v\n%s", strings.Join(arguments, " "), err, out)
	}
}

// Prometheus takes every file of rules, and none has an alert twice.
func TestPromtoolTakesAllRules(t *testing.T) {
	folder := t.TempDir()
	arguments, rules := []string{"check", "rules", "--lint-fatal"}, 0
	for _, file := range ruleFiles(t) {
		arguments = append(arguments, file.write(t, folder))
		for _, group := range file.groups {
			rules += len(group.Rules)
		}
	}
	promtool(t, arguments...)
	t.Logf("%d rules in %d files", rules, len(arguments)-3)
}
