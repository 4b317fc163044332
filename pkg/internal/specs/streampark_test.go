package specs_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

const (
	console = `apiVersion: flinkustomize.dev/v1alpha1
kind: StreamPark
metadata: {name: console}
spec: {environments: {prod: {}}}
`
	prod = `apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec: {namespace: streaming}
`
)

func TestConsolesAreReadBesideSessions(t *testing.T) {
	w := load(t, "own", map[string]string{
		"own/platform.yaml": preset,
		"specs/all.yaml":    session + "---\n" + console + "---\n" + prod,
		"specs/b.yaml":      strings.Replace(console, "name: console", "name: second", 1),
		"specs/other.yaml":  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: console}\n",
	})
	if err := w.Errors.Err(); err != nil {
		t.Fatal(err)
	}
	sessions, streamParks := resolve.Of[v1alpha1.FlinkSession](w.Specs), resolve.Of[v1alpha1.StreamPark](w.Specs)
	if len(sessions) != 1 || len(w.Environments) != 1 || len(streamParks) != 2 || streamParks[1].Object.Metadata.Name != "second" {
		t.Errorf("all must be read in the order of their files, not %v %v", w.Specs, w.Environments)
	}
	if got, want := streamParks[0].Position(), "specs/all.yaml:6:1"; got != want {
		t.Errorf("the console stands at %s, want %s", got, want)
	}
}

// What hangs on a document that cannot be read would only repeat that.
func TestConsolesAreLeftOutWithWhatTheyNeed(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"an environment that cannot be read": {
			map[string]string{"specs/all.yaml": console + "---\n" + strings.Replace(prod, "namespace", "namespce", 1)},
			`specs/all.yaml:9:8: spec.namespce: is an unknown field: did you mean "namespace"?`,
		},
		"a preset that cannot be read": {
			map[string]string{
				"own/platform.yaml": strings.Replace(preset, "description", "descripton", 1),
				"specs/all.yaml":    strings.Replace(console, "spec: {", "spec: {preset: platform/v1, ", 1) + "---\n" + prod,
			},
			`own/platform.yaml:4:8: spec.descripton: is an unknown field: did you mean "description"?`,
		},
		"itself": {
			map[string]string{"specs/all.yaml": strings.Replace(console, "environments", "environmnts", 1) + "---\n" + prod},
			`specs/all.yaml:4:8: spec.environmnts: is an unknown field: did you mean "environments"?`,
		},
		"another apiVersion": {
			map[string]string{"specs/all.yaml": strings.Replace(console, "v1alpha1", "v1", 1) + "---\n" + prod},
			`specs/all.yaml:1:13: apiVersion: must be flinkustomize.dev/v1alpha1, not "flinkustomize.dev/v1"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if test.files["own/platform.yaml"] == "" {
				test.files["own/platform.yaml"] = preset
			}
			w := load(t, "own", test.files)
			if got := w.Errors.Error(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			for _, spec := range w.Specs {
				if len(spec.Unread()) == 0 {
					t.Error("the console must be left out, or have what could not be read")
				}
			}
		})
	}
}
