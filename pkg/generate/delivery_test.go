package generate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

const deliveredSpecs = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec:
  flinkVersion: 1.20.3
  jobManager: {memory: 2Gi}
  taskManager: {memory: 4Gi}
  environments: {dev: {}, prod: {}}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: dev}
spec: {namespace: streaming-dev, operatorVersion: "1.15"}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec: {namespace: streaming-prod, operatorVersion: "1.15"}
`

// delivered generates a workspace whose spec has a delivery, written in one line, and these specs.
func delivered(t *testing.T, delivery, specs string) (*generate.Result, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		workspace.FileName: "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: streaming}\nspec:\n  specs: [specs.yaml]\n  delivery: " + delivery + "\n",
		"specs.yaml":       specs,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := workspace.Load(dir)
	if err != nil {
		return nil, err
	}
	return generate.Workspace(w)
}

const (
	argoCD = `{argoCD: {repoURL: "https://git.example.com/a.git", environments: {prod: {}}}}`
	flux   = `{flux: {sourceRef: {name: a}, environments: {prod: {}}}}`
)

func TestADeliveryThatCannotBeIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		delivery, want string
		rule           diagnostic.Rule
	}{
		"both": {`{argoCD: {repoURL: "https://git.example.com/a.git", environments: {prod: {}}}, flux: {sourceRef: {name: a}, environments: {prod: {}}}}`,
			`6:92: spec.delivery.flux: must not be set beside argoCD: each would undo what the other does; remove one of them`, diagnostic.RuleConflictingFields},
		"none":               {`{}`, `6:3: spec.delivery: must have argoCD or flux`, diagnostic.RuleRequiredField},
		"a typo":             {`{fluks: {}}`, `6:14: spec.delivery.fluks: is an unknown field: did you mean "flux"?`, diagnostic.RuleUnknownField},
		"unknown":            {strings.Replace(argoCD, "prod: {}", "prd: {}", 1), `6:80: spec.delivery.argoCD.environments.prd: there is no Environment "prd": did you mean "prod"?`, diagnostic.RuleUnknownReference},
		"unlike any":         {strings.Replace(flux, "prod: {}", "qa: {}", 1), `6:58: spec.delivery.flux.environments.qa: there is no Environment "qa": there is dev, prod`, diagnostic.RuleUnknownReference},
		"no environments":    {`{flux: {sourceRef: {name: a}}}`, `6:14: spec.delivery.flux.environments: must name the environments that are delivered, such as {prod: {}}`, diagnostic.RuleRequiredField},
		"no repository":      {strings.Replace(argoCD, `repoURL: "https://git.example.com/a.git", `, "", 1), `6:14: spec.delivery.argoCD.repoURL: must be set, such as https://git.example.com/platform/streaming.git`, diagnostic.RuleRequiredField},
		"a password":         {strings.Replace(argoCD, "git.example.com", "me:s3cr3t@git.example.com", 1), `6:32: spec.delivery.argoCD.repoURL: must be an address without a user and a password: Argo CD has them in a Secret of its own`, diagnostic.RuleCredential},
		"a token":            {strings.Replace(argoCD, "git.example.com", "s3cr3t@git.example.com", 1), `6:32: spec.delivery.argoCD.repoURL: must be an address without a user and a password: Argo CD has them in a Secret of its own`, diagnostic.RuleCredential},
		"a token at the end": {strings.Replace(argoCD, "a.git", "a.git?private_token=s3cr3t", 1), `6:32: spec.delivery.argoCD.repoURL: must be an address without a user and a password: Argo CD has them in a Secret of its own`, diagnostic.RuleCredential},
		"no address":         {strings.Replace(argoCD, "https://git.example.com/a.git", "../a", 1), `6:32: spec.delivery.argoCD.repoURL: must be the address of a Git repository, such as https://git.example.com/platform/streaming.git`, diagnostic.RuleInvalidValue},
		"a style":            {strings.Replace(argoCD, "environments", "style: Appset, environments", 1), `6:72: spec.delivery.argoCD.style: must be one of Applications, ApplicationSet, not "Appset"`, diagnostic.RuleInvalidValue},
		"two clusters":       {strings.Replace(argoCD, "prod: {}", `prod: {destination: {server: "https://a", name: a}}`, 1), `6:128: spec.delivery.argoCD.environments.prod.destination.name: must not be set beside server: both say which cluster it is`, diagnostic.RuleConflictingFields},
		"no cluster":         {strings.Replace(argoCD, "prod: {}", `prod: {destination: {}}`, 1), `6:87: spec.delivery.argoCD.environments.prod.destination: must have server or name`, diagnostic.RuleRequiredField},
		"a revision":         {strings.Replace(argoCD, "prod: {}", `prod: {targetRevision: "-x"}`, 1), `6:103: spec.delivery.argoCD.environments.prod.targetRevision: must be a branch, tag or commit, such as main, not "-x"`, diagnostic.RuleInvalidValue},
		"retries":            {strings.Replace(argoCD, "environments", "retryLimit: -1, environments", 1), `6:77: spec.delivery.argoCD.retryLimit: must be at least 0, not -1`, diagnostic.RuleInvalidValue},
		"a path":             {strings.Replace(flux, "{flux", "{path: ../x, flux", 1), `6:20: spec.delivery.path: must be a folder of the repository, such as platform/deploy, not "../x"`, diagnostic.RuleInvalidValue},
		"a prefix":           {strings.Replace(flux, "{flux", "{namePrefix: A_, flux", 1), `6:26: spec.delivery.namePrefix: must be lower-case letters, digits and dashes that begin with a letter or digit, such as streaming-, not "A_"`, diagnostic.RuleInvalidValue},
		"a time":             {strings.Replace(flux, "environments", "interval: 10 min, environments", 1), `6:53: spec.delivery.flux.interval: must be a time such as 10m or 1h30m, not "10 min"`, diagnostic.RuleInvalidValue},
		"no time":            {strings.Replace(flux, "prod: {}", "prod: {timeout: 0s}", 1), `6:74: spec.delivery.flux.environments.prod.timeout: must be a time such as 10m or 1h30m, not "0s"`, diagnostic.RuleInvalidValue},
		"a kind":             {strings.Replace(flux, "name: a", "name: a, kind: HelmRepository", 1), `6:48: spec.delivery.flux.sourceRef.kind: must be one of GitRepository, OCIRepository, Bucket, not "HelmRepository"`, diagnostic.RuleInvalidValue},
		"no source":          {strings.Replace(flux, "sourceRef: {name: a}, ", "", 1), `6:14: spec.delivery.flux.sourceRef.name: must be set, such as flux-system`, diagnostic.RuleRequiredField},
		"a release":          {strings.Replace(flux, "environments", `version: "0.41", environments`, 1), `6:52: spec.delivery.flux.version: must be a minor release of Flux 2, such as 2.4, not "0.41"`, diagnostic.RuleUnsupportedVersion},
		"pruning by an old release": {`{flux: {sourceRef: {name: a}, environments: {prod: {prune: true}}, version: "2.4"}}`,
			`6:72: spec.delivery.flux.environments.prod.prune: needs Flux 2.5, not 2.4, which deletes all that an app has, with the state of its jobs, when its Kustomization goes`, diagnostic.RuleUnsupportedVersion},
		"a long name": {strings.Replace(flux, "{flux", "{namePrefix: "+strings.Repeat("a", 44)+"-, flux", 1), `spec.delivery.flux.environments.prod: gives deploy/flink/analytics/overlays/prod the Kustomization ` + strings.Repeat("a", 44) + `-flink-analytics-prod of 65 characters, and 63 are the most that its label on every object can have: shorten namePrefix, or the name of the app`, diagnostic.RuleInvalidValue},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := delivered(t, test.delivery, deliveredSpecs)
			found, ok := err.(diagnostic.Findings)
			if !ok || len(found) == 0 {
				t.Fatalf("must be refused, not %v", err)
			}
			if strings.Contains(err.Error(), "s3cr3t") {
				t.Error("a credential must not be repeated")
			}
			if len(found) != 1 || !strings.HasSuffix(found[0].Error(), test.want) || found[0].Position.File != workspace.FileName {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if found[0].Rule != test.rule {
				t.Errorf("the rule must be %v, not %v", test.rule, found[0].Rule)
			}
		})
	}
}

// Names of apps and environments have dashes, as those between them.
func TestNamesOfDeliveryObjectsAreUnique(t *testing.T) {
	specs := strings.NewReplacer("metadata: {name: dev}", "metadata: {name: a-prod}", "{dev: {}, prod: {}}", "{prod: {}, a-prod: {}}").Replace(deliveredSpecs) +
		"---\n" + strings.NewReplacer("name: analytics", "name: analytics-a", "{dev: {}, prod: {}}", "{prod: {}}").Replace(strings.SplitAfter(deliveredSpecs, "---\n")[0])
	_, err := delivered(t, strings.Replace(flux, "{prod: {}}", "{prod: {}, a-prod: {}}", 1), strings.Replace(specs, "---\n---\n", "---\n", 1))
	const want = "gives deploy/flink/analytics-a/overlays/prod the Kustomization flink-analytics-a-prod, which deploy/flink/analytics/overlays/a-prod has too: rename one of them"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

// An app that runs in no environment is left out, which somebody should know.
func TestAnAppWithoutEnvironmentsIsNotDelivered(t *testing.T) {
	specs := strings.Replace(deliveredSpecs, "  environments: {dev: {}, prod: {}}\n", "  environment: {namespace: streaming, operatorVersion: \"1.15\"}\n", 1)
	result, err := delivered(t, argoCD, specs)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) != 1 || result.Findings[0].Rule != diagnostic.RuleUndelivered {
		t.Errorf("there must be a warning, not %v", result.Findings)
	}
}

const operated = deliveredSpecs + `---
apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkOperator
metadata: {name: europe}
spec: {operatorVersion: "1.15", flux: {}}
`

// inEurope has both environments share the operator.
var inEurope = strings.ReplaceAll(operated, `spec: {namespace`, `spec: {cluster: europe, namespace`)

// One object must not be part of two environments, and sessions of both need the operator.
func TestTheFirstEnvironmentOfAClusterDeliversItsOperator(t *testing.T) {
	const both = `environments: {dev: {}, prod: {}}`
	for name, test := range map[string]struct{ delivery, first, session, needs string }{
		"Flux, both":               {strings.Replace(flux, "environments: {prod: {}}", both, 1), "dev", "prod/flink-analytics.yaml", "- name: operators-europe\n"},
		"Flux, prod alone":         {flux, "prod", "prod/flink-analytics.yaml", "- name: operators-europe\n"},
		"Argo CD":                  {strings.Replace(argoCD, "environments: {prod: {}}", "automated: {}, "+both, 1), "dev", "dev/operators-europe.yaml", `sync-wave: "-1"`},
		"Argo CD, ApplicationSets": {strings.Replace(argoCD, "environments: {prod: {}}", "automated: {}, style: ApplicationSet, "+both, 1), "dev", "dev/operators-europe.yaml", `sync-wave: "-1"`},
		"Argo CD, by hand":         {argoCD, "prod", "prod/operators-europe.yaml", "path: deploy/operators/europe/base\n"},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := delivered(t, test.delivery, inEurope)
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Findings) > 0 {
				t.Errorf("there must be no warning: %v", result.Findings)
			}
			for _, environment := range []string{"dev", "prod"} {
				if _, ok := result.Tree.File("delivery/" + environment + "/operators-europe.yaml"); ok != (environment == test.first) {
					t.Errorf("%s must deliver the operator: %t", environment, !ok)
				}
			}
			if text, _ := result.Tree.File("delivery/" + test.session); !strings.Contains(string(text), test.needs) {
				t.Errorf("%s must have %s:\n%s", test.session, test.needs, text)
			}
		})
	}
}

// Where overlays are rendered, the operator is too.
func TestARenderedOperatorIsDelivered(t *testing.T) {
	result, err := delivered(t, flux+"\n  render: true", inEurope)
	if err != nil {
		t.Fatal(err)
	}
	const path = "operators/europe/rendered/base"
	if _, ok := result.Tree.File(path + "/manifest.yaml"); !ok {
		t.Errorf("%s must be there", path)
	}
	if text, _ := result.Tree.File("delivery/prod/manifest.yaml"); !strings.Contains(string(text), "path: ./deploy/"+path+"\n") {
		t.Errorf("must deliver %s:\n%s", path, text)
	}
}

func TestArgoCDInstallsAnOperatorWhereItIsNeeded(t *testing.T) {
	const at = `6:80: spec.delivery.argoCD.environments.prod: `
	for name, test := range map[string]struct{ operator, prod, want string }{
		"one cluster":          {operator: "{}", prod: "{}"},
		"its own, by its name": {operator: "{}", prod: "{destination: {name: in-cluster}}"},
		"another, alike":       {operator: "{clusterName: europe}", prod: "{destination: {name: europe}}"},
		"a name and a server":  {operator: "{clusterName: europe}", prod: `{destination: {server: "https://europe.example.com"}}`},
		"another than its own": {operator: "{}", prod: "{destination: {name: europe}}",
			want: at + "must have the destination of operators/main, which is installed in https://kubernetes.default.svc, not europe: set spec.argoCD.clusterName or spec.argoCD.server of the FlinkOperator to that"},
		"its own than another": {operator: "{clusterName: europe}", prod: "{}",
			want: at + "must have the destination of operators/main, which is installed in europe, not https://kubernetes.default.svc: set spec.argoCD.clusterName or spec.argoCD.server of the FlinkOperator to that"},
		"two servers": {operator: `{server: "https://a.example.com"}`, prod: `{destination: {server: "https://b.example.com"}}`,
			want: at + "must have the destination of operators/main, which is installed in https://a.example.com, not https://b.example.com: set spec.argoCD.clusterName or spec.argoCD.server of the FlinkOperator to that"},
		"another Argo CD": {operator: "{namespace: gitops}", prod: "{}",
			want: at + "must not deliver operators/main, whose Applications are in namespace gitops, while Argo CD reads those of argocd: set spec.argoCD.namespace of the FlinkOperator to argocd"},
	} {
		t.Run(name, func(t *testing.T) {
			specs := strings.ReplaceAll(deliveredSpecs, `operatorVersion: "1.15"`, "cluster: main") +
				"---\napiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkOperator\nmetadata: {name: main}\nspec: {operatorVersion: 1.15.0, argoCD: " + test.operator + "}\n"
			_, err := delivered(t, strings.Replace(argoCD, "prod: {}", "prod: "+test.prod, 1), specs)
			switch found, _ := err.(diagnostic.Findings); {
			case test.want == "" && err != nil:
				t.Errorf("must be delivered: %v", err)
			case test.want != "" && (len(found) != 1 || found[0].Rule != diagnostic.RuleConflictingFields || !strings.HasSuffix(found[0].Error(), test.want)):
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// An operator of a cluster that no environment is in is left out too.
func TestAnOperatorWithoutEnvironmentsIsNotDelivered(t *testing.T) {
	result, err := delivered(t, flux, strings.Replace(operated, "flux: {}", "flux: {}, watchNamespaces: [streaming]", 1))
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) != 1 || result.Findings[0].Rule != diagnostic.RuleUndelivered || !strings.Contains(result.Findings[0].Message, "is the cluster of no environment") {
		t.Errorf("there must be a warning, not %v", result.Findings)
	}
}

// What a Go program says of a delivery gives what flinkustomize.yaml does, and is checked alike.
func TestAGoProgramDelivers(t *testing.T) {
	want, err := delivered(t, flux, deliveredSpecs)
	if err != nil {
		t.Fatal(err)
	}
	delivery := &v1alpha1.Delivery{Flux: &v1alpha1.FluxDelivery{SourceRef: v1alpha1.FluxSource{Name: "a"}, Environments: map[string]v1alpha1.FluxEnvironment{"prod": {}}}}
	in := typedInput(t, deliveredSpecs)
	in.Delivery = delivery
	got, err := generate.Specs(in)
	if err != nil {
		t.Fatal(err)
	}
	for path, content := range want.Tree.All() {
		if other, _ := got.Tree.File(path); string(other) != string(content) {
			t.Errorf("%s differs:\n%s\n%s", path, other, content)
		}
	}
	delivery.Flux.Environments = map[string]v1alpha1.FluxEnvironment{"qa": {}}
	if _, err := generate.Specs(in); err == nil || !strings.HasSuffix(err.Error(), `spec.delivery.flux.environments.qa: there is no Environment "qa": there is dev, prod`) {
		t.Errorf("got %v", err)
	}
}

// Argo CD shows the address of a session beside its FlinkDeployment. One that the user has set stays.
func TestArgoCDIsToldTheAddress(t *testing.T) {
	const linked = "link.argocd.argoproj.io/external-link: "
	for name, test := range map[string]struct{ delivery, metadata, ingress, want string }{
		"an address":          {argoCD, "", "{domain: example.com}", linked + "http://analytics-streaming-prod.example.com/"},
		"the user's own":      {argoCD, `, annotations: {link.argocd.argoproj.io/external-link: "https://a.example.com"}`, "{domain: example.com}", linked + "https://a.example.com"},
		"another environment": {strings.Replace(argoCD, "prod: {}", "dev: {}", 1), "", "{domain: example.com}", ""},
		"Flux":                {flux, "", "{domain: example.com}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			specs := strings.NewReplacer("{name: analytics}", "{name: analytics"+test.metadata+"}", "prod: {}}", "prod: {webUI: {}}}",
				"{namespace: streaming-prod,", "{namespace: streaming-prod, ingress: "+test.ingress+",").Replace(deliveredSpecs)
			result, err := delivered(t, test.delivery, specs)
			if err != nil {
				t.Fatal(err)
			}
			var text []byte
			for _, file := range []string{"base/flinkdeployment.yaml", "overlays/prod/flinkdeployment.patch.yaml"} {
				content, _ := result.Tree.File("flink/analytics/" + file)
				text = append(text, content...)
			}
			if got := strings.Count(string(text), linked); test.want == "" && got > 0 || test.want != "" && (got != 1 || !strings.Contains(string(text), test.want)) {
				t.Errorf("want %q, got\n%s", test.want, text)
			}
			for path, content := range result.Tree.All() {
				if strings.Contains(path, "overlays/dev") && strings.Contains(string(content), "external-link") {
					t.Errorf("%s must have no address", path)
				}
			}
		})
	}
}

// typedInput is what a Go program would write.
func typedInput(t *testing.T, specs string) generate.Input {
	t.Helper()
	var in generate.Input
	for document := range strings.SplitSeq(specs, "---\n") {
		if strings.Contains(document, "kind: Environment") {
			environment := &v1alpha1.Environment{}
			if err := yaml.UnmarshalStrict([]byte(document), environment); err != nil {
				t.Fatal(err)
			}
			in.Environments = append(in.Environments, environment)
			continue
		}
		session := &v1alpha1.FlinkSession{}
		if err := yaml.UnmarshalStrict([]byte(document), session); err != nil {
			t.Fatal(err)
		}
		in.Specs = append(in.Specs, session)
	}
	return in
}
