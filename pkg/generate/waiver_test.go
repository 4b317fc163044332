package generate_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

const waived = "kind: FlinkSession\nmetadata:\n  name: analytics\n  annotations:\n%ANNOTATION%spec:\n  flinkVersion: 1.20.3\n" +
	"  jobManager: {memory: 2Gi}\n  taskManager: {memory: 8Gi}\n  environments: {dev: {}}\n  env:\n%COMMENT%    DB_PASSWORD: hunter2\n"

func waiving(annotation, comment string) string {
	if annotation == "" {
		annotation = "    example.com/a: b\n"
	}
	return strings.NewReplacer("%ANNOTATION%", annotation, "%COMMENT%", comment).Replace(waived)
}

func TestADocumentWaivesARuleWithAReason(t *testing.T) {
	for name, test := range map[string]struct{ session, findings, err string }{
		"not":                    {session: waiving("", ""), err: "must not hold a password in plain text"},
		"by annotation":          {session: waiving("    lint.flinkustomize.dev/waive: credential it is a test's\n", "")},
		"by comment above":       {session: waiving("", "    # lint.flinkustomize.dev/waive: credential it is a test's\n")},
		"by comment on the line": {session: strings.Replace(waiving("", ""), "hunter2", "hunter2 # lint.flinkustomize.dev/waive: credential it is a test's", 1)},
		"another line": {session: strings.Replace(waiving("", ""), "flinkVersion: 1.20.3", "flinkVersion: 1.20.3 # lint.flinkustomize.dev/waive: credential it is a test's", 1),
			err: "must not hold a password in plain text"},
		"nothing": {session: strings.Replace(waiving("", "    # lint.flinkustomize.dev/waive: credential it is a test's\n"), "DB_PASSWORD: hunter2", "A: b", 1),
			findings: "specs/session.yaml:13: warning: the waiver of credential waives nothing: remove it"},
		"without a reason": {session: waiving("    lint.flinkustomize.dev/waive: credential\n", ""),
			err: `specs/session.yaml:6:35: metadata.annotations[lint.flinkustomize.dev/waive]: a waiver must give a reason after the rule, such as credential it is meant`},
		"what cannot be waived": {session: waiving("    lint.flinkustomize.dev/waive: memory it is enough\n", ""),
			err: `a waiver must begin with a rule that can be waived: must be one of same-environment, unknown-option, renamed-option, ignored-variable, local-state, credential, quota, unshared-uploads, unregistered-session, `},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := fromFiles(t, map[string]string{"presets/none.yaml": "kind: Preset\nmetadata: {name: none/v1}\nspec: {description: None, session: {mode: Native}}\n", "specs/dev.yaml": environmentOf("dev"), "specs/session.yaml": test.session})
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("got %v, want %s", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := result.Findings.Error(); got != test.findings {
				t.Errorf("got %q, want %q", got, test.findings)
			}
			for path, text := range result.Tree.All() {
				if strings.Contains(string(text), diagnostic.WaiveAnnotation) {
					t.Errorf("%s: the waiver must not reach the cluster", path)
				}
			}
		})
	}
}

func TestAGoProgramWaivesByAnnotation(t *testing.T) {
	session := &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics", Annotations: map[string]string{diagnostic.WaiveAnnotation: "credential it is a test's"}},
		Spec: v1alpha1.FlinkSessionSpec{
			Namespace: "streaming", Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3", JobManager: &v1alpha1.JobManager{Memory: "2Gi"}, TaskManager: &v1alpha1.TaskManager{Memory: "8Gi"},
				Env: map[string]*v1alpha1.EnvVar{"DB_PASSWORD": {Value: "hunter2"}},
			},
		},
	}
	if _, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session}}); err != nil {
		t.Error(err)
	}
	session.Spec.Env = nil
	result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session}})
	const want = "FlinkSession analytics: warning: metadata.annotations[lint.flinkustomize.dev/waive]: the waiver of credential waives nothing: remove it"
	if err != nil || result.Findings.Error() != want {
		t.Errorf("got %v and %v, want %s", result, err, want)
	}
}

func TestAManifestIsWaivedWhereTheSpecNamesIt(t *testing.T) {
	const (
		waiver  = "# lint.flinkustomize.dev/waive: credential public demo"
		ignored = "a waiver waives nothing in a manifest: write it as a comment on the line of the spec that names the manifest"
		found   = "must not hold a password in plain text"
	)
	named := sessionWith("analytics", "streaming", "a.yaml")
	plain := object("ConfigMap", "a", "data: {password: hunter2}\n")
	annotated := strings.Replace(object("ConfigMap", "a", "data: {a: b}\n"), "name: a", "name: a, annotations: {lint.flinkustomize.dev/waive: credential public demo}", 1)
	for name, test := range map[string]struct{ spec, manifest, findings, err string }{
		"not":                       {spec: named, manifest: plain, err: found},
		"above the line":            {spec: strings.Replace(named, "  resources:", "  "+waiver+"\n  resources:", 1), manifest: plain},
		"on the line":               {spec: strings.Replace(named, `["a.yaml"]`, "\n  - a.yaml "+waiver, 1), manifest: plain},
		"of nothing":                {spec: strings.Replace(named, `["a.yaml"]`, "\n  - a.yaml "+waiver, 1), manifest: object("ConfigMap", "a", "data: {a: b}\n"), findings: "the waiver of credential waives nothing: remove it"},
		"above the value":           {spec: named, manifest: strings.Replace(plain, "\ndata:", "\n"+waiver+"\ndata:", 1), findings: "line 4: " + ignored, err: found},
		"behind the value":          {spec: named, manifest: strings.TrimSpace(plain) + " " + waiver + "\n", findings: "line 4: " + ignored, err: found},
		"by annotation":             {spec: named, manifest: annotated, findings: "metadata.annotations[lint.flinkustomize.dev/waive]: " + ignored},
		"in a manifest of no fault": {spec: named, manifest: waiver + "\n" + object("ConfigMap", "a", "data: {a: b}\n"), findings: "line 1: " + ignored},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := fromDisk(t, test.spec+resourceEnvironment, map[string]string{"a.yaml": test.manifest})
			got := ""
			switch {
			case err != nil:
				got = err.Error()
				if test.err == "" || !strings.Contains(got, test.err) {
					t.Errorf("got %v, want %q", err, test.err)
				}
			case test.err != "":
				t.Errorf("must be refused: %s", test.err)
			default:
				got = result.Findings.Error()
			}
			if !strings.Contains(got, test.findings) || test.findings == "" && err == nil && got != "" || strings.Count(got, ignored) > 1 {
				t.Errorf("got %q, want %q once", got, test.findings)
			}
		})
	}
}
