package specs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
)

// loaded reads a workspace of one session and the files, below a folder that holds more; its specs are in flink.
func loaded(t *testing.T, prepare func(t *testing.T, dir string)) (*specs.Workspace, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ws")
	put(t, filepath.Join(dir, specs.FileName), "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: ws}\nspec: {specs: [flink]}\n")
	put(t, filepath.Join(dir, "flink/analytics.yaml"), "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: analytics}\nspec: {flinkVersion: 1.20.3}\n")
	prepare(t, dir)
	w, err := specs.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w, dir
}

func put(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestAFileThatIsNoSpecAnyMoreIsAnError: passed over, its session would be taken for one that is gone, and deleted.
func TestAFileThatIsNoSpecAnyMoreIsAnError(t *testing.T) {
	const empty, other = "has no document: delete the file to remove the session", "has no document that is a mapping, as a spec is: delete the file to remove the session"
	for name, test := range map[string]struct{ content, want string }{
		"empty":                        {"", ":1: the file " + empty},
		"blank":                        {"\n  \n", ":1: the file " + empty},
		"a byte order mark":            {"\uFEFF", ":1: the file " + empty},
		"comments":                     {"# mine\n  # too\n", ":1: the file " + empty},
		"a separator":                  {"---\n", ":1: the file " + empty},
		"separators and comments":      {"--- # none\n...\n---\n# none\n", ":1: the file " + empty},
		"null":                         {"null\n", ":1: the file " + empty},
		"a spec in comments":           {"# apiVersion: flinkustomize.dev/v1alpha1\n# kind: FlinkSession\n# metadata: {name: fraud}\n", ":1: the file " + empty},
		"its schema alone":             {"# yaml-language-server: $schema=../flinkustomize.schema.json\n", ":1: the file " + empty},
		"a list":                       {"- a\n", ":1: the file " + other},
		"a list of mappings":           {"# mine\n- a: 1\n", ":2: the file " + other},
		"a text":                       {"---\n\nhello\n", ":3: the file " + other},
		"a number":                     {"4\n", ":1: the file " + other},
		"what a power cut leaves":      {strings.Repeat("\x00", 512), ":1: the file " + other},
		"what is no YAML":              {"[", ":1: the file " + other},
		"a manifest":                   {"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", ""},
		"a manifest after a separator": {"# mine\n---\napiVersion: v1\nkind: ConfigMap\n", ""},
		"a manifest on one line":       {"{\"kind\": \"ConfigMap\"}\n", ""},
		"a key in quotes with spaces":  {"'a b': 1\n", ""},
		"a JSON patch":                 {"- op: remove\n  path: /spec/replicas\n", ""},
		"a list of Helm's":             {"{{- range .Values.apps }}\n- {{ . }}\n{{- end }}\n", ":1: the file is a template"},
		"a key of a template":          {"{{ .Values.x }}: a\n", ":1: the file is a template"},
		"a template of a manifest":     {"{{- if .Values.x }}\napiVersion: v1\nkind: ConfigMap\n{{- end }}\n", ""},
		"an empty mapping":             {"{}\n", ":1: the file has a document without apiVersion or kind"},
		"a spec without its head":      {"metadata: {name: fraud}\nspec: {flinkVersion: 1.20.3}\n", ":1: the file has a document without apiVersion or kind"},
		"a spec without its kind":      {"metadata: {name: fraud}\n---\nspec: {flinkVersion: 1.20.3}\n", ":1: the file has a document without apiVersion or kind"},
		"a conflict":                   {"a: 1\n<<<<<<< HEAD\napiVersion: x\n=======\nkind: y\n>>>>>>> b\n", ":2: the file has conflict markers of a merge: resolve the conflict"},
		"configuration":                {"services: {web: {image: nginx}}\n", ""},
		"a chart":                      {"apiVersion: v2\nname: chart\n", ""},
		"a document beside a list":     {"- a\n---\nkind: ConfigMap\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := loaded(t, func(t *testing.T, dir string) { put(t, filepath.Join(dir, "flink/fraud.yaml"), test.content) })
			if test.want == "" {
				if len(w.Errors) > 0 {
					t.Errorf("must be passed over, not be an error: %v", w.Errors)
				}
				return
			}
			if len(w.Errors) != 1 || !strings.HasPrefix(w.Errors.Error(), "flink/fraud.yaml"+test.want) {
				t.Errorf("error must begin with %q, not be: %v", "flink/fraud.yaml"+test.want, w.Errors)
			}
		})
	}
}

// TestWhatMayHoldSpecsAndIsNotReadIsAnError: in the folders of specs nothing is passed over without a word that may hold some.
func TestWhatMayHoldSpecsAndIsNotReadIsAnError(t *testing.T) {
	link := func(target, name string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			for _, folder := range []string{"ws/inside", "outside"} {
				put(t, filepath.Join(dir, "..", folder, "notes.txt"), "mine\n")
			}
			if err := os.Symlink(target, filepath.Join(dir, "flink", name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	named := func(name string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			file := filepath.Join(dir, "flink", name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, nil, 0o644); err != nil {
				t.Skip(err) // the file system takes no such name
			}
		}
	}
	for name, test := range map[string]struct {
		prepare func(*testing.T, string)
		want    string // empty for none
	}{
		"a link to a folder inside":           {link("../inside", "team"), "flink/team: must not be a link to a folder, whose specs would not be read: name the folder in spec.specs of flinkustomize.yaml"},
		"a link to a folder outside":          {link("../../outside", "team"), "flink/team: must not be a link to a folder out of the workspace, whose specs would not be read: move the folder into the workspace"},
		"a link to the root of the system":    {link("/", "team"), "flink/team: must not be a link to a folder out of the workspace, whose specs would not be read: move the folder into the workspace"},
		"a link to nothing":                   {link("../../nothing", "team"), "flink/team: must not be a link to nothing: a folder that it leads to would not be read"},
		"a link to itself":                    {link("team", "team"), "flink/team: must not be a link to nothing: a folder that it leads to would not be read"},
		"a link to a folder, named as a file": {link("../../outside", "team.yaml"), "flink/team.yaml: must not be a link to a folder out of the workspace, whose specs would not be read: move the folder into the workspace"},
		"a hidden link":                       {link("../../nothing", ".#notes"), ""},
		"a link to a file that is no spec":    {link("../../outside/notes.txt", "notes.txt"), ""},
		"a file with a name in Latin-1":       {named("gr\xf6\xdfe.yaml"), `flink: the name "gr\xf6\xdfe.yaml" is not UTF-8, so that no spec is read there: rename it`},
		"a folder with a name in Latin-1":     {named("gr\xf6\xdfe/a.txt"), `flink: the name "gr\xf6\xdfe" is not UTF-8, so that no spec is read there: rename it`},
		"a picture with a name in Latin-1":    {named("gr\xf6\xdfe.png"), ""},
		"a hidden folder in Latin-1":          {named(".gr\xf6\xdfe/a.yaml"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := loaded(t, test.prepare)
			if diff := cmp.Diff(test.want, w.Errors.Error()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(w.Specs) != 1 {
				t.Errorf("the session beside it must be read, not %d", len(w.Specs))
			}
		})
	}
}
