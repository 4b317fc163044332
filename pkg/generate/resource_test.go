package generate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

const (
	resourceWorkspace = "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: resources}\nspec: {specs: [spec.yaml]}\n"
	resourceSession   = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: NAME}\nspec:\n  namespace: NAMESPACE\n" +
		"  flinkVersion: 1.20.3\n  jobManager: {memory: 2Gi}\n  taskManager: {cpu: 2, memory: 8Gi}\n  resources: [FILES]\n  environments: {prod: {}}\n"
	resourceEnvironment = "---\napiVersion: flinkustomize.dev/v1alpha1\nkind: Environment\nmetadata: {name: prod}\nspec: {namespace: streaming, operatorVersion: \"1.15\"}\n"

	fineResource = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fine}\n"
)

// sessionWith is a session with manifests of the user's own, in an environment prod.
func sessionWith(name, namespace string, files ...string) string {
	for i, file := range files {
		files[i] = `"` + file + `"`
	}
	return strings.NewReplacer("NAMESPACE", namespace, "NAME", name, "FILES", strings.Join(files, ", ")).Replace(resourceSession)
}

// fromDisk makes the tree of a workspace with a spec.yaml and other files.
func fromDisk(t testing.TB, spec string, files map[string]string) (*generate.Result, error) {
	t.Helper()
	dir := t.TempDir()
	put := func(name, content string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(workspace.FileName, resourceWorkspace)
	put("spec.yaml", spec)
	for name, content := range files {
		put(name, content)
	}
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return generate.Workspace(w)
}

func object(kind, name, rest string) string {
	apiVersion := map[string]string{
		"Deployment": "apps/v1", "Ingress": "networking.k8s.io/v1", "ClusterRole": "rbac.authorization.k8s.io/v1", "RoleBinding": "rbac.authorization.k8s.io/v1",
	}[kind]
	if apiVersion == "" {
		apiVersion = "v1"
	}
	return "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: " + name + "}\n" + rest
}

func TestWhatIsWrongWithAManifestIsSaidWhereItIsNamed(t *testing.T) {
	tests := map[string]struct {
		files   []string
		content map[string]string
		want    []string
	}{
		"several at once": {
			files: []string{"fine.yaml", "a.yaml", "b.yaml"},
			content: map[string]string{
				"fine.yaml": fineResource,
				"a.yaml":    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: x}\n---\n" + object("Service", "analytics-webui", "") + "---\n" + object("ServiceAccount", "analytics", ""),
				"b.yaml":    object("Namespace", "other", ""),
			},
			want: []string{
				`spec.yaml:9:28: spec.resources[1]: a.yaml: ConfigMap a: metadata.namespace must be left out, not "x": the kustomization sets it`,
				`spec.yaml:9:28: spec.resources[1]: a.yaml: ServiceAccount analytics must be there once only; it is in serviceaccount.yaml too`,
				`spec.yaml:9:38: environment prod: spec.resources[2]: b.yaml: Namespace other: a Namespace must have the environment's name "streaming": kustomize would rename it`,
			},
		},
		"another version of an object of ours": {
			files:   []string{"a.yaml"},
			content: map[string]string{"a.yaml": "apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: analytics}\n"},
			want:    []string{`spec.yaml:9:15: spec.resources[0]: a.yaml: Role analytics must be there once only; it is in role.yaml too`},
		},
		"an annotation of kustomize's": {
			files:   []string{"a.yaml"},
			content: map[string]string{"a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {config.kubernetes.io/local-config: \"true\"}}\n"},
			want:    []string{`spec.yaml:9:15: spec.resources[0]: a.yaml: ConfigMap a: annotation "config.kubernetes.io/local-config" must not be set: kustomize takes it for itself`},
		},
		"a subject without namespace": {
			files:   []string{"a.yaml"},
			content: map[string]string{"a.yaml": object("RoleBinding", "a", "subjects: [{kind: ServiceAccount, name: elsewhere}]\n")},
			want:    []string{`spec.yaml:9:15: environment prod: spec.resources[0]: a.yaml: RoleBinding a: subject "elsewhere" must state its namespace: its ServiceAccount is not in this kustomization`},
		},
		"names": {
			files:   []string{"kustomization.yaml", "a b.yaml", "über.yaml", "j.json"},
			content: map[string]string{"kustomization.yaml": object("ConfigMap", "a", ""), "a b.yaml": object("ConfigMap", "b", ""), "über.yaml": object("ConfigMap", "c", ""), "j.json": object("ConfigMap", "d", "")},
			want: []string{
				`spec.yaml:9:15: spec.resources[0]: resource "kustomization.yaml" must not be named as one of kustomize's own`,
				`spec.yaml:9:37: spec.resources[1]: resource "a b.yaml" must be named with letters, digits, '.', '_' and '-', and end in .yaml`,
				`spec.yaml:9:49: spec.resources[2]: resource "über.yaml" must be named with letters, digits, '.', '_' and '-', and end in .yaml`,
				`spec.yaml:9:62: spec.resources[3]: resource "j.json" must be named with letters, digits, '.', '_' and '-', and end in .yaml`,
			},
		},
		"one file twice, and another of its name": {
			files:   []string{"a.yaml", "a.yaml", "team/a.yaml"},
			content: map[string]string{"a.yaml": fineResource, "team/a.yaml": object("ConfigMap", "b", "")},
			want: []string{
				`spec.yaml:9:25: spec.resources[1]: resource "a.yaml" must be there once only: each becomes a file of its name in resources/`,
				`spec.yaml:9:35: spec.resources[2]: resource "a.yaml" must be there once only: each becomes a file of its name in resources/`,
			},
		},
		"names that differ in case only": {
			files:   []string{"a.yaml", "team/A.yaml"},
			content: map[string]string{"a.yaml": fineResource, "team/A.yaml": object("ConfigMap", "b", "")},
			want: []string{
				`spec.yaml:9:25: spec.resources[1]: resource "A.yaml" differs from "a.yaml" in upper and lower case only: each becomes a file of its name in resources/, and some disks hold only one of them: rename one`,
			},
		},
		"beside one that cannot be read": {
			files:   []string{"missing.yaml", "a.yaml"},
			content: map[string]string{"a.yaml": object("ServiceAccount", "analytics", "")},
			want: []string{
				`spec.yaml:9:15: spec.resources[0]: file "missing.yaml" does not exist`,
				`spec.yaml:9:31: spec.resources[1]: a.yaml: ServiceAccount analytics must be there once only; it is in serviceaccount.yaml too`,
			},
		},
		"what the operator makes": {
			files: []string{"a.yaml"},
			content: map[string]string{"a.yaml": object("ConfigMap", "flink-config-analytics", "") + "---\n" + object("Deployment", "analytics", "") + "---\n" +
				object("Service", "analytics-rest", "") + "---\napiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: analytics}\n"},
			want: []string{
				`spec.yaml:9:15: environment prod: spec.resources[0]: must not hold ConfigMap flink-config-analytics: the operator makes it for the session`,
				`spec.yaml:9:15: environment prod: spec.resources[0]: must not hold Deployment analytics: the operator makes it for the session`,
				`spec.yaml:9:15: environment prod: spec.resources[0]: must not hold Service analytics-rest: the operator makes it for the session`,
			},
		},
		"Secrets": {
			files: []string{"a.yaml"},
			content: map[string]string{"a.yaml": object("Secret", "empty", "") + "---\n" + object("Secret", "a", "data: {password: aHVudGVyMg==}\n") + "---\n" +
				object("Secret", "b", "stringData: {password: hunter2}\n") + "---\n" +
				object("Secret", "c", "data: {password: \""+sopsValue+"\", none: \"\"}\nstringData: {user: \""+sopsValue+"\"}\nsops: {version: 3.9.0}\n") + "---\n" +
				object("Secret", "d", "stringData: {password: hunter2}\nsops: {version: 3.9.0}\n") + "---\n" +
				object("Secret", "e", "data: {user: \""+sopsValue+"\", password: \"aHVudGVyMg==\", token: \"ENC[hunter2]\"}\nsops: {version: 3.9.0}\n")},
			want: []string{
				plainSecret("a", "data.password"),
				plainSecret("b", "stringData.password"),
				plainSecret("d", "stringData.password"),
				plainSecret("e", "data.password, data.token"),
			},
		},
		"credentials": {
			files: []string{"a.yaml"},
			content: map[string]string{"a.yaml": object("ConfigMap", "a", "data: {application.properties: \"db.password=hunter2\"}\n") + "---\n" +
				object("Deployment", "b", "spec: {template: {spec: {containers: [{name: a, image: a, env: [{name: TOKEN, value: hunter2}], args: [--password, hunter2]}]}}}\n") + "---\n" +
				"apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: c}\nspec: {data: [{secretKey: password, remoteRef: {key: flink}}]}\n" +
				"# password: hunter2\n# the token: see the wiki\n"},
			want: []string{
				`spec.yaml:9:15: spec.resources[0]: ConfigMap a: data[application.properties]: must not hold a password ("db.password") in plain text, which all who may read the repository could read: use an ExternalSecret or a SealedSecret, or a Secret encrypted with SOPS`,
				`spec.yaml:9:15: spec.resources[0]: Deployment b: spec.template.spec.containers[0].args[1]: must not hold a password ("password") in plain text, which all who may read the repository could read: use an ExternalSecret or a SealedSecret, or a Secret encrypted with SOPS`,
				`spec.yaml:9:15: spec.resources[0]: Deployment b: spec.template.spec.containers[0].env[0].value: must not hold a token in plain text, which all who may read the repository could read: use an ExternalSecret or a SealedSecret, or a Secret encrypted with SOPS`,
				`spec.yaml:9:15: spec.resources[0]: line 15: must not hold a password ("password") in plain text, which all who may read the repository could read: delete the comment`,
			},
		},
		"not for kustomize": {
			files:   []string{"a.yaml"},
			content: map[string]string{"a.yaml": fineResource + "---\n...\n"},
			want:    []string{`spec.yaml:9:15: spec.resources[0]: a.yaml: must be a manifest that kustomize can read: MalformedYAMLError: yaml: did not find expected node content`},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := fromDisk(t, sessionWith("analytics", "streaming", test.files...)+resourceEnvironment, test.content)
			if err == nil {
				t.Fatal("the manifests must be refused")
			}
			if diff := cmp.Diff(test.want, strings.Split(err.Error(), "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestManifestsOfTwoSessionsMustNotClash(t *testing.T) {
	const other = `FlinkSession one (spec.yaml:1:1)`
	const knative = "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: x}\n"
	ingress := func(path string) string {
		return object("Ingress", "NAME", "spec: {rules: [{host: apps.example.com, http: {paths: [{path: "+path+"}]}}]}\n")
	}
	tests := map[string]struct{ one, two, want string }{
		"one cluster-scoped object":       {object("ClusterRole", "shared", ""), object("ClusterRole", "shared", ""), `both have the ClusterRole "shared"`},
		"one name in two namespaces":      {object("ConfigMap", "shared", ""), object("ConfigMap", "shared", ""), ""},
		"one kind of two groups":          {knative, object("Service", "x", ""), ""},
		"one path of a host":              {ingress("/api/"), ingress("/api"), `both serve the path "/api" of the host "apps.example.com"`},
		"one path, once rewritten":        {ingress("'/API(/|$)(.*)'"), ingress("/api"), `both serve the path "/api" of the host "apps.example.com"`},
		"two paths of a host":             {ingress("/api"), ingress("/admin"), ""},
		"a path, and the whole of a host": {ingress("/"), ingress("/admin"), ""},
		"one path of every host": {object("Ingress", "a", "spec: {rules: [{http: {paths: [{path: /api}]}}]}\n"),
			object("Ingress", "b", "spec: {rules: [{http: {paths: [{path: /api}]}}]}\n"), `both serve the path "/api" of every host`},
		"two default routes":               {object("Ingress", "a", "spec: {rules: [{http: {paths: [{path: /}]}}]}\n"), object("Ingress", "b", "spec: {rules: [{http: {paths: [{path: /}]}}]}\n"), ""},
		"the whole of a host, in two ways": {ingress("/"), object("Ingress", "b", "spec: {rules: [{host: apps.example.com}]}\n"), `both serve the host "apps.example.com"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			spec := sessionWith("one", "streaming-one", "one.yaml") + "---\n" + sessionWith("two", "streaming-two", "two.yaml") + resourceEnvironment
			result, err := fromDisk(t, spec, map[string]string{"one.yaml": strings.ReplaceAll(test.one, "NAME", "a"), "two.yaml": strings.ReplaceAll(test.two, "NAME", "b")})
			if test.want == "" {
				if err == nil {
					err = result.Verify()
				}
				if err != nil {
					t.Error(err)
				}
				return
			}
			want := "spec.yaml:20:15: environment prod: spec.resources[0]: must not clash with " + other + ": " + test.want
			if err == nil || err.Error() != want {
				t.Errorf("error = %v\nwant %s", err, want)
			}
		})
	}
}

// A program for logins serves a path of the host that a web UI has.
func TestAnIngressOfOnesOwnMayServeAnotherPathOfTheHostOfAWebUI(t *testing.T) {
	const webUI = "  webUI: {host: flink.example.com, path: PATH, controller: NGINX}\n  environments:"
	for _, test := range []struct{ webUI, own, want string }{
		{"/", "/oauth2", ""},
		{"/flink/{name}", "/", ""},
		{"/", "/", `both serve the host "flink.example.com"`},
		{"/flink/{name}", "/flink/one/", `both serve the path "/flink/one" of the host "flink.example.com"`},
	} {
		one := strings.Replace(sessionWith("one", "streaming-one"), "  environments:", strings.Replace(webUI, "PATH", `"`+test.webUI+`"`, 1), 1)
		spec := one + "---\n" + sessionWith("two", "streaming-two", "two.yaml") + resourceEnvironment
		_, err := fromDisk(t, spec, map[string]string{
			"two.yaml": object("Ingress", "login", "spec: {rules: [{host: flink.example.com, http: {paths: [{path: "+test.own+"}]}}]}\n")})
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.HasSuffix(err.Error(), test.want)) {
			t.Errorf("%s and %s: the error is %v, must be %q", test.webUI, test.own, err, test.want)
		}
	}
}

func TestManifestsGiveTheSameTreeWhicheverWayLinesEnd(t *testing.T) {
	files := map[string]string{}
	for name, end := range map[string]string{"unix": "\n", "windows": "\r\n"} {
		content := strings.ReplaceAll(object("ConfigMap", "a", "# mine\ndata:\n  text: |\n    a\n    b\n"), "\n", end)
		session := logging("")
		session.Spec.LogConfiguration = nil
		session.Spec.Resources = []string{"a.yaml"}
		result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session}, Files: fstest.MapFS{"a.yaml": {Data: []byte(content)}}})
		if err != nil {
			t.Fatal(err)
		}
		file, _ := result.Tree.File("flink/analytics/base/resources/a.yaml")
		files[name] = string(file)
	}
	if files["unix"] != files["windows"] || strings.Contains(files["unix"], "\r") || files["unix"] == "" {
		t.Errorf("the files must be the same:\n%q\n%q", files["unix"], files["windows"])
	}
}

// sopsValue is one that SOPS 3.9 wrote.
const sopsValue = "ENC[AES256_GCM,data:7Pw0Sz6ba5I=,iv:2C0YvXrTuRSj3mh4WuGCKkH0q9qkJuEZ4pFcXoxhvBg=,tag:DSsLtbR8iDVx4XJwkmuQ6A==,type:str]"

func plainSecret(name, values string) string {
	return "spec.yaml:9:15: spec.resources[0]: must not hold Secret " + name + " in plain text, which all who may read the repository could read, as in " + values +
		": use an ExternalSecret or a SealedSecret, or encrypt every value with SOPS"
}
