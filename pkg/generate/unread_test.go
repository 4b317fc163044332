package generate_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// A document with a field that does not exist, or a value of another type, is checked as far as it could be read, and
// nothing is said that may only follow from what could not.
func TestWhatCouldBeReadOfADocumentIsCheckedAllTheSame(t *testing.T) {
	const (
		head        = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: a}\nspec:\n"
		settings    = "  environment: {namespace: streaming, operatorVersion: \"1.15\"}\n"
		good        = head + settings + "  flinkVersion: 1.20.3\n  jobManager: {memory: 2Gi}\n  taskManager: {memory: 8Gi}\n"
		environment = "---\napiVersion: flinkustomize.dev/v1alpha1\nkind: Environment\nmetadata: {name: prod}\n"
		console     = "---\napiVersion: flinkustomize.dev/v1alpha1\nkind: StreamPark\nmetadata: {name: console}\nspec:\n  version: 2.1.6\n" +
			"  database: {type: PostgreSQL}\n  administrator: {secretName: admin}\n  environment: {namespace: streaming, postgresql: {host: db, secretName: db}}\n"
	)
	for _, test := range []struct {
		what, specs string
		want        []string // fields and rules
	}{
		{"an unknown field beside bad values", good + "  foo: 1\n  mode: Nativ\n  image: \"Bad Image\"\n  storage: {type: S4}\n",
			[]string{"spec.foo unknown-field", "spec.image image-version", "spec.mode invalid-value", "spec.storage.type invalid-value"}},
		{"a wrong type beside a bad value", good + "  restartNonce: x\n  mode: Nativ\n", []string{"spec.mode invalid-value", "spec.restartNonce wrong-type"}},
		{"a required field that is misspelt", head + settings + "  flinkVersion: 1.20.3\n  jobManager: {memory: 2Gi}\n  taskManager: {memry: 8Gi}\n", []string{"spec.taskManager.memry unknown-field"}},
		{"a part of another type", head + settings + "  flinkVersion: 1.20.3\n  jobManager: []\n  taskManager: {memory: 8Gi, slots: 0}\n",
			[]string{"spec.jobManager wrong-type", "spec.taskManager.slots invalid-value"}},
		{"a storage whose type is misspelt", good + "  storage: {tpye: S3, s3: {plugin: Presto}}\n  highAvailability: {mode: Kubernetes}\n", []string{"spec.storage.tpye unknown-field"}},
		{"a name of another type", strings.Replace(good, "name: a", "name: [a]", 1), []string{"metadata.name wrong-type"}},
		{"a spec of another type", strings.SplitAfter(good, "spec:")[0] + " []\n", []string{"spec wrong-type"}},
		{"lists of another type", good + "  resources: {a: b}\n  env: [a]\n  imagePullSecrets: [null]\n  flinkConfiguration: {a: [b]}\n",
			[]string{"spec.env wrong-type", "spec.flinkConfiguration.a wrong-type", "spec.imagePullSecrets[0] wrong-type", "spec.resources wrong-type"}},
		{"a console that registers the session", good + "  foo: 1\n" + console + "  sessions: [a]\n", []string{"spec.foo unknown-field"}},
		{"a console itself", good + console + "  foo: 1\n  replicas: -1\n", []string{"spec.foo unknown-field", "spec.replicas invalid-value"}},
		{"an entry whose address is misspelt", good + strings.Replace(console, "  administrator: {secretName: admin}\n", "  remoteClusters: [{name: a, adress: b}]\n", 1),
			[]string{"spec.remoteClusters[0].adress unknown-field"}},
		{"an environment itself", good + environment + "spec: {foo: 1, namespace: Bad Name}\n", []string{"spec.foo unknown-field", "spec.namespace invalid-value"}},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{
			"flinkustomize.yaml": "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: a}\nspec: {specs: [specs.yaml]}\n",
			"specs.yaml":         test.specs,
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		w, err := workspace.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		result, err := generate.Workspace(w)
		var found diagnostic.Findings
		if !errors.As(err, &found) || result != nil {
			t.Errorf("%s: there must be no tree, but findings, not %v", test.what, err)
		}
		var got []string
		for _, f := range found {
			got = append(got, f.Path.String()+" "+f.Rule.ID())
		}
		want := cmp.Transformer("set", func(all []string) map[string]int {
			set := map[string]int{}
			for _, one := range all {
				set[one]++
			}
			return set
		})
		if diff := cmp.Diff(test.want, got, want); diff != "" {
			t.Errorf("%s: %s%v", test.what, diff, err)
		}
	}
}
