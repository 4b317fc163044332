package importer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree writes files, and moves into their folder.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

const deployment = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: analytics}\nspec: {image: flink, flinkVersion: v1_20}\n"

func in(namespace string) string {
	return strings.Replace(deployment, "analytics}", "analytics, namespace: "+namespace+"}", 1)
}

// inputs are what was read, as ENVIRONMENT: KIND NAME at FILE:LINE.
func inputs(t *testing.T, stdin string, places ...Place) (all []string, found string) {
	t.Helper()
	read, findings, err := read(places, strings.NewReader(stdin))
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range read {
		for _, o := range in.Objects {
			all = append(all, in.Environment+": "+o.ID().String()+" at "+in.At(o))
		}
	}
	return all, findings.Error()
}

func TestPlacesAreRead(t *testing.T) {
	kustomization := "resources: [../base]\nnamespace: streaming-%\nnamePrefix: ''\npatches:\n- patch: |-\n    - {op: replace, path: /spec/image, value: flink-%}\n  target: {kind: FlinkDeployment}\n"
	files := map[string]string{
		"base/kustomization.yaml":          "resources: [deployment.yaml]\n",
		"base/deployment.yaml":             deployment,
		"overlays/dev/kustomization.yaml":  strings.ReplaceAll(strings.Replace(kustomization, "../base", "../../base", 1), "%", "dev"),
		"overlays/prod/kustomization.yaml": strings.ReplaceAll(strings.Replace(kustomization, "../base", "../../base", 1), "%", "prod"),
		"plain/list.yaml":                  "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n",
		"typed.yaml":                       "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeploymentList\nitems:\n- {metadata: {name: analytics}}\n---\napiVersion: v1\nkind: SecretList\nitems:\n- {metadata: {name: s3}}\n",
		"plain/more/b.yaml":                "# nothing but\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n",
		"two.yaml":                         in("dev") + "---\n" + in("prod") + "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: flink}\n",
	}
	for name, test := range map[string]struct {
		places []Place
		want   []string
	}{
		"overlays, which are built": {
			[]Place{{"prod", "overlays/prod"}, {"dev", "overlays/dev"}},
			[]string{"dev: FlinkDeployment analytics at base/deployment.yaml:1", "prod: FlinkDeployment analytics at base/deployment.yaml:1"},
		},
		"a folder with both, each in its namespace": {
			[]Place{{"", "overlays"}},
			[]string{"streaming-dev: FlinkDeployment analytics at base/deployment.yaml:1", "streaming-prod: FlinkDeployment analytics at base/deployment.yaml:1"},
		},
		"lists, and one object twice": {
			[]Place{{"", "plain"}},
			[]string{": ConfigMap a at plain/list.yaml:4", ": ConfigMap b at plain/list.yaml:5"},
		},
		"lists whose items do not say their kind": {
			[]Place{{"", "typed.yaml"}},
			[]string{": FlinkDeployment analytics at typed.yaml:4", ": Secret s3 at typed.yaml:9"},
		},
		"namespaces": {
			[]Place{{"", "two.yaml"}},
			[]string{"dev: FlinkDeployment analytics at two.yaml:1", "dev: ClusterRole flink at two.yaml:11", "prod: FlinkDeployment analytics at two.yaml:6", "prod: ClusterRole flink at two.yaml:11"},
		},
		"standard input": {
			[]Place{{"dev", "-"}},
			[]string{"dev: FlinkDeployment analytics at standard input:1"},
		},
		"several places of one environment": {
			[]Place{{"dev", "base"}, {"dev", "plain"}},
			[]string{"dev: FlinkDeployment analytics at base/deployment.yaml:1", "dev: ConfigMap a at plain/list.yaml:4", "dev: ConfigMap b at plain/list.yaml:5"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			tree(t, files)
			got, found := inputs(t, deployment, test.places...)
			if !slices.Equal(got, test.want) || found != "" {
				t.Errorf("got %q, want %q\n%s", got, test.want, found)
			}
		})
	}
}

func TestPlacesThatAreRefused(t *testing.T) {
	files := map[string]string{
		"a.yaml": in("a"), "other.yaml": strings.Replace(in("a"), "v1_20", "v2_0", 1), "b.yaml": in("b"), "none.yaml": deployment,
		"remote/kustomization.yaml": "resources: [https://example.com/flink.yaml]\n",
		"helm/kustomization.yaml":   "helmCharts: [{name: flink}]\n",
		"chart/templates/a.yaml":    "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  {{- include \"labels\" . }}\n",
		"empty/README.md":           "",
		"nameless.yaml":             "apiVersion: v1\nkind: ConfigMap\n",
		"evil.yaml":                 strings.Replace(deployment, "analytics", "../../evil", 1),
		"patch/kustomization.yaml":  "resources: [a.yaml]\npatches: [{path: a.yaml}]\n",
	}
	for name, test := range map[string]struct {
		places []Place
		want   string
	}{
		"nothing there":               {[]Place{{"", "a.yml"}}, `a.yml: does not exist: did you mean "a.yaml"?`},
		"one of two without a name":   {[]Place{{"dev", "a.yaml"}, {"", "b.yaml"}}, "b.yaml: must have an environment, as others have: give it as --environment NAME=b.yaml"},
		"one of two with a name":      {[]Place{{"", "a.yaml"}, {"dev", "b.yaml"}}, "a.yaml: must have an environment, as others have: give it as --environment NAME=a.yaml"},
		"a name that is none":         {[]Place{{"Dev_1", "a.yaml"}}, `a.yaml: must be of an environment with a name of at most 63 lower-case letters, digits and dashes, such as prod, not "Dev_1"`},
		"a remote base":               {[]Place{{"", "remote"}}, "which import does not fetch: copy it beside, or pipe kustomize build into flinkustomize import -"},
		"a chart":                     {[]Place{{"", "helm"}}, "is not built, as import runs no plugins, functions and charts: pipe kustomize build into flinkustomize import -"},
		"a template":                  {[]Place{{"", "chart"}}, "chart/templates/a.yaml:4: is a template: render it first, as in helm template . | flinkustomize import -"},
		"an empty folder":             {[]Place{{"", "empty"}}, "empty: holds no Kubernetes object"},
		"nothing on standard input":   {[]Place{{"", "-"}}, "standard input: is empty"},
		"an object without a name":    {[]Place{{"", "nameless.yaml"}}, "nameless.yaml:1:1: is no Kubernetes object: ConfigMap: metadata must be a map with a name, not nothing"},
		"a name that is a path":       {[]Place{{"", "evil.yaml"}}, `evil.yaml:1:1: is no Kubernetes object: metadata.name may not contain '/', as in "../../evil"`},
		"two of one name":             {[]Place{{"", "a.yaml"}, {"", "other.yaml"}}, "other.yaml:1:1: FlinkDeployment analytics is there twice, and differs: the other one stands at a.yaml:1:1"},
		"two namespaces and one none": {[]Place{{"", "a.yaml"}, {"", "none.yaml"}}, "none.yaml:1:1: FlinkDeployment analytics must have a namespace, since apps of one name stand in several"},
		"two in one environment":      {[]Place{{"dev", "a.yaml"}, {"dev", "b.yaml"}}, `b.yaml:1:1: FlinkDeployment analytics is in namespace "b", and at a.yaml:1:1 in namespace "a": environment dev can have one of them`},
		"a kustomization that is bad": {[]Place{{"", "patch"}}, "does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			tree(t, files)
			if _, found := inputs(t, "", test.places...); !strings.Contains(found, test.want) {
				t.Errorf("got %s\nwant %s", found, test.want)
			}
		})
	}
}
