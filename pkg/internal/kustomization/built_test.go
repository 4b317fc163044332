package kustomization

import (
	"maps"
	"strings"
	"testing"
)

// builderOf builds files of a tree.
func builderOf(files map[string]string) *Builder {
	return &Builder{Read: func(folder string) (map[string][]byte, error) {
		found := map[string][]byte{}
		for name, content := range files {
			if strings.HasPrefix(name, folder+"/") {
				found[name] = []byte(content)
			}
		}
		return found, nil
	}}
}

const (
	plainBase = "resources: [account.yaml]\n"
	account   = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n"
)

func TestABuilderBuildsWhatEarlierVersionsAndPeopleWrote(t *testing.T) {
	base := map[string]string{"flink/a/base/kustomization.yaml": plainBase, "flink/a/base/account.yaml": account}
	for name, test := range map[string]struct {
		overlay string
		more    map[string]string
		want    string // in some object
	}{
		"namespace":              {overlay: "namespace: x\nresources: [../../base]\n", want: "x"},
		"an inline patch":        {overlay: "resources: [../../base]\npatches:\n- patch: |-\n    - {op: add, path: /metadata/labels, value: {by: hand}}\n  target: {kind: ServiceAccount}\n", want: "hand"},
		"an old kind of patch":   {overlay: "resources: [../../base]\npatchesStrategicMerge:\n- |-\n  apiVersion: v1\n  kind: ServiceAccount\n  metadata: {name: a, labels: {by: old}}\n", want: "old"},
		"labels and a suffix":    {overlay: "resources: [../../base]\nnameSuffix: \"-2\"\ncommonLabels: {team: x}\n", want: "a-2"},
		"a component":            {overlay: "resources: [../../base]\ncomponents: [../../../../kustomizeconfig]\n", more: map[string]string{"kustomizeconfig/kustomization.yaml": "kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nconfigurations: [c.yaml]\n", "kustomizeconfig/c.yaml": "{}\n"}, want: "a"},
		"a folder of the user's": {overlay: "resources: [../../base, ../../../../mine]\n", more: map[string]string{"mine/kustomization.yml": "resources: [b.yaml]\n", "mine/b.yaml": strings.Replace(account, "name: a", "name: b", 1)}, want: "b"},
		"a generator":            {overlay: "resources: [../../base]\nconfigMapGenerator:\n- {name: c, files: [key=f.txt], options: {disableNameSuffixHash: true}}\n", more: map[string]string{"flink/a/overlays/prod/f.txt": "text of f"}, want: "text of f"},
	} {
		t.Run(name, func(t *testing.T) {
			files := maps.Clone(base)
			maps.Copy(files, test.more)
			files["flink/a/overlays/prod/kustomization.yaml"] = test.overlay
			objects, err := builderOf(files).Build("flink/a/overlays/prod")
			if err != nil {
				t.Fatal(err)
			}
			for _, object := range objects {
				if object.HoldsText(func(text string) bool { return strings.Contains(text, test.want) }) {
					return
				}
			}
			t.Errorf("no object holds %q: %v", test.want, objects)
		})
	}
}

// TestABuilderStaysInTheTree: what kustomize would fetch, run, or read elsewhere is refused before it is started.
func TestABuilderStaysInTheTree(t *testing.T) {
	for name, test := range map[string]struct{ overlay, want string }{
		"https":                    {"resources: [\"https://example.com/x\"]\n", "resources names"},
		"git over ssh":             {"resources: [\"git@example.com:x/y\"]\n", "resources names"},
		"git prefix":               {"resources: [\"git::https://example.com/x\"]\n", "resources names"},
		"github":                   {"resources: [github.com/x/y]\n", "resources names"},
		"github in capitals":       {"bases: [GitHub.com/x/y]\n", "bases names"},
		"a base by another name":   {"Resources: [../../base]\n", "Resources is not built"},
		"components":               {"components: [\"https://example.com/x?ref=main\"]\n", "components names"},
		"a file by https":          {"configurations: [\"https://example.com/x\"]\n", "configurations names"},
		"crds":                     {"crds: [\"https://example.com/x\"]\n", "crds names"},
		"a patch by https":         {"patches: [{path: \"https://example.com/x\"}]\n", "patches names"},
		"a patch, in capitals":     {"patches: [{Path: \"https://example.com/x\"}]\n", "patches names"},
		"an old patch":             {"patchesStrategicMerge: [\"https://example.com/x\"]\n", "patchesStrategicMerge names"},
		"a replacement":            {"replacements: [{path: \"http://example.com/x\"}]\n", "replacements names"},
		"a generator's file":       {"configMapGenerator: [{name: c, files: [\"x=https://example.com/x\"]}]\n", "configMapGenerator names"},
		"a generator's env":        {"secretGenerator: [{name: c, envs: [\"https://example.com/x\"]}]\n", "secretGenerator names"},
		"above the tree":           {"resources: [../../../../../x]\n", "resources names"},
		"an absolute path":         {"resources: [/etc/passwd]\n", "resources names"},
		"a file that is not there": {"resources: [x.yaml]\n", "flink/a/overlays/prod/x.yaml has no kustomization.yaml"},
		"transformers":             {"transformers: [x.yaml]\n", "transformers is not built"},
		"generators":               {"generators: [\"apiVersion: x\\nkind: y\"]\n", "generators is not built"},
		"validators":               {"validators: [x.yaml]\n", "validators is not built"},
		"charts":                   {"helmCharts: [{name: x, repo: \"https://example.com\"}]\n", "helmCharts is not built"},
		"a schema":                 {"openapi: {path: x.json}\n", "openapi is not built"},
		"made of itself":           {"resources: [../prod]\n", "is made of itself"},
		"not a list":               {"resources: https://example.com/x\n", "has not the form"},
		"not YAML":                 {"resources: [\n", "is not YAML"},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"flink/a/overlays/prod/kustomization.yaml": test.overlay, "flink/a/base/kustomization.yaml": plainBase, "flink/a/base/account.yaml": account,
				"flink/a/overlays/prod/github.com/x/y/kustomization.yaml": plainBase}
			_, err := builderOf(files).Build("flink/a/overlays/prod")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}
