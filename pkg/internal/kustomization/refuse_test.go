package kustomization_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

func TestBuildRefusesWhatKustomizeWouldChangeWithoutAWord(t *testing.T) {
	with := func(text string) kustomization.App {
		app := session(t, baseSession)
		app.Overlays[0].Files = append(app.Overlays[0].Files, file(t, "more.yaml", text))
		return app
	}
	named := func(change func(*kustomization.App)) kustomization.App {
		app := session(t, baseSession)
		change(&app)
		return app
	}
	tests := map[string]struct {
		app  kustomization.App
		want string
	}{
		"a namespace in an object":    {with("{apiVersion: v1, kind: Secret, metadata: {name: a, namespace: b}}"), `metadata.namespace must be left out, not "b"`},
		"another Namespace":           {with("{apiVersion: v1, kind: Namespace, metadata: {name: other}}"), `a Namespace must have the environment's name "streaming-prod"`},
		"kustomize's own annotation":  {with(`{apiVersion: v1, kind: Secret, metadata: {name: a, annotations: {config.kubernetes.io/local-config: "true"}}}`), `annotation "config.kubernetes.io/local-config" must not be set`},
		"an object twice":             {with(baseService), `more.yaml: Service analytics-webui must be there once only; it is in service.yaml too`},
		"a subject without namespace": {with("{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: a}, subjects: [{kind: ServiceAccount, name: elsewhere}]}"), `subject "elsewhere" must state its namespace`},
		"a base with a namespace":     {named(func(a *kustomization.App) { a.Base.Namespace = "x" }), `a base with overlays must have no namespace, not "x"`},
		"an empty base":               {named(func(a *kustomization.App) { a.Base = kustomization.Variant{} }), "base must hold at least one object"},
		"an empty file": {named(func(a *kustomization.App) {
			a.Base.Resources = []kustomization.Resource{{Name: "a.yaml", Content: []byte("# nothing\n")}}
		}), "base: resource a.yaml: must hold at least one object"},
		"a zero object":              {named(func(a *kustomization.App) { a.Base.Files[0].Object = manifest.Object{} }), "object must have apiVersion, kind and metadata.name"},
		"two overlays of one name":   {named(func(a *kustomization.App) { a.Overlays = append(a.Overlays, a.Overlays[0]) }), `environment "prod" must have one overlay only`},
		"an environment with a path": {named(func(a *kustomization.App) { a.Overlays[0].Name = "../x" }), `environment must be named with letters, digits, '.', '_' and '-', not "../x"`},
		"a file with a path":         {named(func(a *kustomization.App) { a.Base.Files[0].Name = "https://x/a.yaml" }), `file "https://x/a.yaml" must be named with`},
		"a file of kustomize":        {named(func(a *kustomization.App) { a.Base.Files[0].Name = "kustomization.yaml" }), `file "kustomization.yaml" must not be named as one of kustomize's own`},
		"a resource outside":         {named(func(a *kustomization.App) { a.Base.Resources = []kustomization.Resource{{Name: "../a.yaml"}} }), `resource "../a.yaml" must be a path of plain names`},
		"a resource that is no object": {
			named(func(a *kustomization.App) {
				a.Base.Resources = []kustomization.Resource{{Name: "a.yaml", Content: []byte("\nfoo: bar\n")}}
			}),
			"base: resource a.yaml:2: apiVersion must be a non-empty string, not nothing",
		},
		"the folder of the configuration": {named(func(a *kustomization.App) { a.Path = "kustomizeconfig" }), `path "kustomizeconfig" must not begin with kustomizeconfig, which is a folder of the tree's own`},
		"in the folder of environments":   {named(func(a *kustomization.App) { a.Path = "environments/prod" }), `path "environments/prod" must not begin with environments`},
		"a path outside":                  {named(func(a *kustomization.App) { a.Path = "../x" }), `folder: path "../x" must be`},
		"an origin of two lines":          {named(func(a *kustomization.App) { a.From = "a\nb" }), `origin must be one line of text, not "a\nb"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := kustomization.Build(test.app); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v\nwant it to say %s", err, test.want)
			}
		})
	}
}
