package fold_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
)

// session is a draft of a session in an environment, with more fields and settings.
func session(name, environment string, more, settings map[string]any) draft.Draft {
	d := draft.Draft{Kind: "FlinkSession", Name: name, Environment: environment,
		Spec: map[string]any{
			"flinkVersion": "1.20.3",
			"jobManager":   map[string]any{"memory": "2Gi"},
			"taskManager":  map[string]any{"memory": "4Gi"},
		},
		Settings: map[string]any{"namespace": "flink", "operatorVersion": "1.15"},
	}
	maps.Copy(d.Spec, more)
	maps.Copy(d.Settings, settings)
	return d
}

// is fails where the spec of a document is another one than that of a text.
func is(t *testing.T, folded fold.Folded, kind, name, want string) {
	t.Helper()
	i := slices.IndexFunc(folded.Documents, func(d fold.Document) bool { return d.Kind == kind && d.Name == name })
	if i < 0 {
		t.Fatalf("there must be a %s %s", kind, name)
	}
	text, err := folded.Documents[i].YAML()
	if err != nil {
		t.Fatal(err)
	}
	_, spec, _ := strings.Cut(string(text), "\nspec:\n")
	if diff := cmp.Diff(strings.Trim(want, "\n")+"\n", spec); diff != "" {
		t.Errorf("%s %s (-want +got):\n%s", kind, name, diff)
	}
}

type object = map[string]any

func TestSettingsThatAppsShareMoveIntoTheEnvironment(t *testing.T) {
	s3 := object{"storage": object{"type": "S3"}}
	folded := fold.Documents([]draft.Draft{
		session("a", "prod", s3, object{"s3": object{"bucket": "flink"}}),
		session("b", "prod", s3, object{"s3": object{"bucket": "flink"}}),
		session("c", "prod", s3, object{"s3": object{"bucket": "other"}, "namespace": "elsewhere"}),
		session("d", "prod", nil, nil), // has no use for a bucket
	})
	is(t, folded, "Environment", "prod", `
  namespace: flink
  operatorVersion: "1.15"
  s3:
    bucket: flink
`)
	is(t, folded, "FlinkSession", "c", `
  namespace: elsewhere
  flinkVersion: 1.20.3
  jobManager:
    memory: 2Gi
  taskManager:
    memory: 4Gi
  storage:
    type: S3
  environment:
    s3:
      bucket: other
  environments:
    prod: {}
`)
}

// An app that would change with a setting that others have does not get it.
func TestSettingThatWouldChangeAnotherAppStaysInTheApps(t *testing.T) {
	tls := object{"domain": "example.com", "tlsSecretName": "wildcard"}
	folded := fold.Documents([]draft.Draft{
		session("a", "prod", object{"webUI": object{}}, object{"ingress": tls}),
		session("b", "prod", object{"webUI": object{"host": "b.example.com"}}, nil),
	})
	is(t, folded, "Environment", "prod", `
  namespace: flink
  operatorVersion: "1.15"
`)
	is(t, folded, "FlinkSession", "a", `
  flinkVersion: 1.20.3
  jobManager:
    memory: 2Gi
  taskManager:
    memory: 4Gi
  webUI: {}
  environment:
    ingress:
      domain: example.com
      tlsSecretName: wildcard
  environments:
    prod: {}
`)
}

func TestFieldsThatAreSettingsByDefault(t *testing.T) {
	webUI := func(host string) object { return object{"webUI": object{"host": host, "className": "nginx"}} }
	folded := fold.Documents([]draft.Draft{session("a", "prod", webUI("a.example.com"), nil), session("b", "prod", webUI("b.example.com"), nil)})
	is(t, folded, "Environment", "prod", `
  namespace: flink
  operatorVersion: "1.15"
  ingress:
    className: nginx
`)
	alone := fold.Documents([]draft.Draft{session("a", "prod", webUI("a.example.com"), nil)})
	is(t, alone, "Environment", "prod", `
  namespace: flink
  operatorVersion: "1.15"
`)
}

func TestRegistryOfAnEnvironment(t *testing.T) {
	image := func(image string) object { return object{"image": image} }
	folded := fold.Documents([]draft.Draft{
		session("a", "dev", image("dev.example.com/shop/flink:1.20.3-java17"), nil),
		session("a", "prod", image("prod.example.com/flink:1.20.3-java17"), object{"namespace": "prod"}),
	})
	is(t, folded, "Environment", "dev", `
  namespace: flink
  operatorVersion: "1.15"
  imageRegistry: dev.example.com/shop
`)
	is(t, folded, "FlinkSession", "a", `
  flinkVersion: 1.20.3
  image: flink:1.20.3-java17
  jobManager:
    memory: 2Gi
  taskManager:
    memory: 4Gi
  environments:
    dev: {}
    prod: {}
`)
	// One image alone does not need a registry of its own, and one without a host would get it, too.
	for _, drafts := range [][]draft.Draft{
		{session("a", "dev", image("dev.example.com/shop/flink:1.20.3"), nil)},
		{session("a", "dev", image("dev.example.com/shop/flink:1.20.3"), nil), session("b", "dev", image("dev.example.com/shop/flink:1.20.3"), nil), session("c", "dev", image("flink:1.20.3"), nil)},
	} {
		is(t, fold.Documents(drafts), "Environment", "dev", `
  namespace: flink
  operatorVersion: "1.15"
`)
	}
}

func TestWhatMostEnvironmentsHave(t *testing.T) {
	folded := fold.Documents([]draft.Draft{
		session("a", "dev", object{"restartNonce": int64(1)}, nil),
		session("a", "prod", object{"restartNonce": int64(2), "checkpoints": object{"interval": "30s", "directory": "s3://a/b"}, "jobManager": object{"memory": "4Gi"}}, object{"namespace": "prod"}),
		session("a", "test", object{"restartNonce": int64(1), "checkpoints": object{"interval": "30s", "directory": "s3://a/c"}}, object{"namespace": "test"}),
	})
	is(t, folded, "FlinkSession", "a", `
  flinkVersion: 1.20.3
  jobManager:
    memory: 2Gi
  taskManager:
    memory: 4Gi
  checkpoints:
    interval: 30s
  restartNonce: 1
  environments:
    dev:
      checkpoints:
        enabled: false
    prod:
      jobManager:
        memory: 4Gi
      checkpoints:
        directory: s3://a/b
      restartNonce: 2
    test:
      checkpoints:
        directory: s3://a/c
`)
}

func TestAppWithoutAnEnvironmentHasItsSettingsInline(t *testing.T) {
	folded := fold.Documents([]draft.Draft{session("a", "", nil, nil)})
	is(t, folded, "FlinkSession", "a", `
  namespace: flink
  flinkVersion: 1.20.3
  jobManager:
    memory: 2Gi
  taskManager:
    memory: 4Gi
  environment:
    operatorVersion: "1.15"
`)
	if len(folded.Documents) != 1 {
		t.Errorf("there must be no Environment: %v", folded.Documents)
	}
}

func TestCommentsStandWhereTheValuesAre(t *testing.T) {
	dev := session("a", "dev", nil, nil)
	dev.Comments = map[string]string{"flinkVersion": "Common.", "jobManager.memory": "Of dev.", "podTemplate.spec": "Gone.", "": "All.\nOf it."}
	prod := session("a", "prod", object{"jobManager": object{"memory": "4Gi"}}, nil)
	prod.Comments = map[string]string{"flinkVersion": "Common.", "jobManager.memory": "Of prod.", "": "All.\nOf it."}
	folded := fold.Documents([]draft.Draft{dev, prod})
	is(t, folded, "FlinkSession", "a", `
  # Common.
  flinkVersion: 1.20.3
  taskManager:
    memory: 4Gi
  environments:
    dev:
      jobManager:
        # Of dev.
        memory: 2Gi
    prod:
      jobManager:
        # Of prod.
        memory: 4Gi
`)
	text, err := folded.Documents[len(folded.Documents)-1].YAML()
	if err != nil || !strings.HasPrefix(string(text), "# All.\n# Of it.\napiVersion:") {
		t.Errorf("the comment of the document must stand above it (%v):\n%s", err, text)
	}
}

// No comment ends its line, whatever it quotes.
func TestCommentsAreNothingButComments(t *testing.T) {
	d := session("a", "", nil, nil)
	d.Comments = map[string]string{"flinkVersion": "one\rkind: Secret\u2028two\u0085three\nfour"}
	text, err := fold.Documents([]draft.Draft{d}).Documents[0].YAML()
	if err != nil || strings.Contains(string(text), "\nkind: Secret") || strings.Count(string(text), "  # ") != 5 {
		t.Errorf("got %v\n%s", err, text)
	}
}

func TestFilesOfOnePathThatDiffer(t *testing.T) {
	of := func(environment, text string) draft.Draft {
		d := session("a", environment, object{"resources": []any{"a/policy.yaml", "a/same.yaml"}, "logConfiguration": object{"log4j-console.properties": object{"file": "a/log4j.properties"}}}, nil)
		policy := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + text + "}\n"
		d.Files = map[string][]byte{"a/policy.yaml": []byte(policy), "a/same.yaml": []byte("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: same}\n"), "a/log4j.properties": []byte("rootLogger.level = " + text + "\n")}
		return d
	}
	folded := fold.Documents([]draft.Draft{of("dev", "debug"), of("prod", "info")})
	want := []string{"flink/a/dev/log4j.properties", "flink/a/dev/policy.yaml", "flink/a/prod/log4j.properties", "flink/a/prod/policy.yaml", "flink/a/same.yaml"}
	if got := slices.Sorted(maps.Keys(folded.Files)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	is(t, folded, "FlinkSession", "a", `
  flinkVersion: 1.20.3
  jobManager:
    memory: 2Gi
  taskManager:
    memory: 4Gi
  environments:
    dev:
      logConfiguration:
        log4j-console.properties:
          file: a/dev/log4j.properties
      resources:
      - a/dev/policy.yaml
      - a/same.yaml
    prod:
      logConfiguration:
        log4j-console.properties:
          file: a/prod/log4j.properties
      resources:
      - a/prod/policy.yaml
      - a/same.yaml
`)
}

func TestWhatADocumentCannotHaveIsNoted(t *testing.T) {
	dev, prod := session("a", "dev", nil, nil), session("a", "prod", nil, nil)
	dev.Labels, prod.Labels = map[string]string{"team": "data", "stage": "dev"}, map[string]string{"team": "data", "stage": "prod"}
	again := session("a", "prod", object{"restartNonce": int64(1)}, nil)
	folded := fold.Documents([]draft.Draft{dev, prod, again})
	var got []string
	for _, note := range folded.Notes {
		got = append(got, note.Outcome+": "+note.Object+": "+note.Message)
	}
	want := []string{
		"not kept: FlinkSession a: is there twice in environment prod, and the first one was taken: rename one, or import each with an environment of its own (--environment NAME=PATH)",
		"not kept: FlinkSession a: stage differ between the environments, which have the labels of the document in common",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if labels := folded.Documents[len(folded.Documents)-1].Labels; !maps.Equal(labels, map[string]string{"team": "data"}) {
		t.Errorf("labels are %v", labels)
	}
}

// The same drafts in another order are the same documents.
func TestOrderOfDraftsDoesNotMatter(t *testing.T) {
	drafts := []draft.Draft{session("a", "dev", object{"restartNonce": int64(1)}, nil), session("a", "prod", nil, nil), session("b", "dev", nil, object{"namespace": "x"})}
	want := text(t, fold.Documents(drafts))
	slices.Reverse(drafts)
	if diff := cmp.Diff(want, text(t, fold.Documents(drafts))); diff != "" {
		t.Error(diff)
	}
}

// An element of a list that has nothing but its key in common stands whole where it differs.
func TestElementsOfPodTemplates(t *testing.T) {
	of := func(configMap, level string) object {
		return object{"podTemplate": object{"spec": object{
			"containers": []any{object{"name": "flink-main-container", "env": []any{object{"name": "LEVEL", "value": level}}, "volumeMounts": []any{object{"name": "app", "mountPath": "/app"}}}},
			"volumes":    []any{object{"name": "app", "configMap": object{"name": configMap}}},
		}}}
	}
	folded := fold.Documents([]draft.Draft{session("a", "dev", of("app-1", "debug"), nil), session("a", "prod", of("app-2", "info"), object{"namespace": "prod"})})
	is(t, folded, "FlinkSession", "a", `
  flinkVersion: 1.20.3
  jobManager:
    memory: 2Gi
  taskManager:
    memory: 4Gi
  podTemplate:
    spec:
      containers:
      - name: flink-main-container
        volumeMounts:
        - name: app
          mountPath: /app
  environments:
    dev:
      podTemplate:
        spec:
          containers:
          - name: flink-main-container
            env:
            - name: LEVEL
              value: debug
          volumes:
          - name: app
            configMap:
              name: app-1
    prod:
      podTemplate:
        spec:
          containers:
          - name: flink-main-container
            env:
            - name: LEVEL
              value: info
          volumes:
          - name: app
            configMap:
              name: app-2
`)
}
