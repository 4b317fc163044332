package kustomization_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

func TestVerifyNamesWhatATreeBuildsWrongly(t *testing.T) {
	app := session(t, strings.NewReplacer("replicas: 1", "replicas: 2", "registry/side:1", "registry/side:2").Replace(baseSession))
	folder, err := kustomization.Build(app)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		file     string
		old, new string
		want     string
	}{
		"another value":      {"overlays/prod/flinkdeployment.patch.yaml", "replicas: 2", "replicas: 3", "environment prod: FlinkDeployment analytics: kustomize builds another object: spec.jobManager.replicas must be 2, but is 3"},
		"another order":      {"base/flinkdeployment.yaml", "        - a\n        - b\n", "        - b\n        - a\n", `spec.podTemplate.spec.containers[1].args[0] must be "a", but is "b"`},
		"a field too many":   {"base/service.yaml", "spec:\n", "spec:\n  type: ClusterIP\n", `Service analytics-webui: kustomize builds another object: spec.type must be absent, but is "ClusterIP"`},
		"a missing field":    {"base/service.yaml", "    component: jobmanager\n", "", `spec.selector.component must be "jobmanager", but is missing`},
		"a missing object":   {"overlays/prod/kustomization.yaml", "- ingress.yaml\n", "", "Ingress analytics: must be there, but kustomize does not build it"},
		"another namespace":  {"overlays/prod/kustomization.yaml", "namespace: streaming-prod", "namespace: other", `metadata.namespace must be "streaming-prod", but is "other"`},
		"no sort options":    {"overlays/prod/kustomization.yaml", "  order: fifo", "  order: legacy", `sortOptions.order must be fifo, not "legacy"`},
		"a remote resource":  {"overlays/prod/kustomization.yaml", "- ingress.yaml\n", "- https://example.com/a.yaml\n", `overlays/prod/kustomization.yaml: "https://example.com/a.yaml" must be a file of the folder`},
		"a remote base":      {"base/kustomization.yaml", "- service.yaml\n", "- github.com/a/b\n", `base/kustomization.yaml: "github.com/a/b" must be a file of the folder`},
		"a remote component": {"base/kustomization.yaml", "- ../../../kustomizeconfig\n", "- github.com/a/b\n", `base/kustomization.yaml: component "github.com/a/b" must be ../../../kustomizeconfig`},
		"a generator":        {"base/kustomization.yaml", "resources:", "helmCharts: []\nresources:", "field helmCharts not found"},
		"a patch that fails": {"overlays/prod/flinkdeployment.json6902.yaml", "value: sidecar", "value: other", "environment prod: kustomize build overlays/prod:"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			copied, err := tree.NewFolder(folder.Path())
			if err != nil {
				t.Fatal(err)
			}
			for path, content := range folder.All() {
				if path == test.file {
					changed := strings.Replace(string(content), test.old, test.new, 1)
					if changed == string(content) {
						t.Fatalf("%s has no %q:\n%s", path, test.old, content)
					}
					content = []byte(changed)
				}
				if err := copied.Add(path, content); err != nil {
					t.Fatal(err)
				}
			}
			if err := kustomization.Verify(copied, app); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v\nwant it to say %s", err, test.want)
			}
		})
	}
}

func TestSubjectsGetTheNamespaceOfTheirServiceAccount(t *testing.T) {
	app := session(t, baseSession)
	app.Overlays[0].Files = append(app.Overlays[0].Files, file(t, "more.yaml", `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: more}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: analytics}
subjects:
- {kind: ServiceAccount, name: analytics}
- {kind: ServiceAccount, name: default}
- {kind: ServiceAccount, name: elsewhere, namespace: other}
- {kind: Group, apiGroup: rbac.authorization.k8s.io, name: people}
`))
	folder, err := kustomization.Build(app)
	if err != nil {
		t.Fatal(err)
	}
	if err := kustomization.Verify(folder, app); err != nil {
		t.Error(err)
	}
}

// Kustomize puts a namespace on a User that has the name of a ServiceAccount.
func TestVerifyDoesNotTakeKustomizesMistakesForGranted(t *testing.T) {
	app := session(t, baseSession)
	app.Overlays[0].Files = append(app.Overlays[0].Files, file(t, "more.yaml", `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: more}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: analytics}
subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: analytics}]
`))
	folder, err := kustomization.Build(app)
	if err != nil {
		t.Fatal(err)
	}
	want := `RoleBinding more: kustomize builds another object: subjects[0].namespace must be absent, but is "streaming-prod"`
	if err := kustomization.Verify(folder, app); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error = %v\nwant it to say %s", err, want)
	}
}
