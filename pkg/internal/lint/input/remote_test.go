package input

import (
	"os"
	"path/filepath"
	"testing"
)

// What kustomize clones or downloads is remote, whatever lies beside the kustomization.
func TestWhatIsRemote(t *testing.T) {
	for text, want := range map[string]bool{
		"https://github.com/a/b":         true,
		"HTTP://example.com/a.yaml":      true,
		"file:///srv/git/a":              true,
		"ssh://git@example.com/a":        true,
		"git::https://example.com/a.git": true,
		"git::github.com/a/b":            true,
		"github.com/a/b?ref=main":        true,
		"GitHub.com:a/b":                 true,
		"git@github.com:a/b.git":         true,
		"org-12345@github.com:a/b":       true,
		"base":                           false,
		"../base":                        false,
		"./github.com/a":                 false,
		"a.yaml":                         false,
		"apps/a@v1/base":                 false,
		"/srv/base":                      false,
		"example.com/a":                  false,
		"sub/https:/a":                   false,
		"https-base/a.git/kustomization": false,
		"_git/project":                   false,
	} {
		if got := remote.MatchString(text); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

// Whatever way a kustomization names something remote, it is found, so that kustomize never sees it.
func TestNothingRemoteReachesKustomize(t *testing.T) {
	for name, text := range map[string]string{
		"resources":              "resources: [a.yaml, https://example.com/a]",
		"upper case":             "Resources: [https://example.com/a]",
		"bases":                  "bases: [git@example.com:a/b.git]",
		"components":             "components: [ssh://example.com/a]",
		"a patch":                "patches: [{path: https://example.com/a}]",
		"an old patch":           "patchesStrategicMerge: [https://example.com/a]",
		"a JSON patch":           "patchesJson6902: [{path: https://example.com/a}]",
		"a file of a ConfigMap":  "configMapGenerator: [{files: [a=https://example.com/a]}]",
		"variables of a Secret":  "secretGenerator: [{envs: [https://example.com/a]}]",
		"an old form of these":   "secretGenerator: [{env: https://example.com/a}]",
		"a CRD":                  "crds: [https://example.com/a]",
		"a configuration":        "configurations: [https://example.com/a]",
		"a schema":               "openapi: {path: https://example.com/a}",
		"a replacement":          "replacements: [{path: https://example.com/a}]",
		"a generator":            "generators: [https://example.com/a]",
		"a transformer in place": "transformers:\n- |\n  apiVersion: builtin\n  kind: PatchTransformer\n  path: https://example.com/a\n",
		"a block":                "resources:\n- |\n  https://example.com/a\n",
		"a merge key":            "a: &a {resources: [https://example.com/a]}\n<<: *a\n",
		"an alias":               "namePrefix: &a https://example.com/a\nresources: [*a]\n",
		"two of a key":           "resources: [https://example.com/a]\nresources: []\n",
		"a second document":      "resources: []\n---\nresources: [https://example.com/a]\n",
		"JSON":                   `{"resources": ["https:\/\/example.com/a"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "kustomization.yaml"), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
			if s := readSource("a", dir, "lint"); len(s.found) == 0 {
				t.Errorf("must be found: %s", text)
			}
		})
	}
}
