package impact_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

const (
	argoApplication = `{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a, namespace: argocd}, spec: {project: a, source: {repoURL: a, path: x}, destination: {name: a}, syncPolicy: {automated: {}}}}`
	delivering      = `{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: a, namespace: flux-system}, spec: {prune: false, deletionPolicy: Orphan, path: ./x, sourceRef: {kind: GitRepository, name: a}}}`
)

// What delivers apps keeps them when it goes, unless it says otherwise; and what it does from now on is told.
func TestChangesOfWhatDelivers(t *testing.T) {
	for name, test := range map[string]struct {
		old, new         string
		class            impact.Class
		said, jobs, loss string // a reason or the users' sentence; parts of them
	}{
		"an Application goes":          {old: argoApplication, class: impact.Delete, said: "What it has created stays in the cluster, and follows Git no longer"},
		"one with a finalizer goes":    {old: strings.Replace(argoApplication, "name: a,", "name: a, finalizers: [resources-finalizer.argocd.argoproj.io],", 1), class: impact.Delete, said: "deleted with it", loss: "All that it has created"},
		"a Kustomization goes":         {old: delivering, class: impact.Delete, said: "What it has created stays in the cluster"},
		"one that prunes goes":         {old: strings.NewReplacer("prune: false", "prune: true").Replace(delivering), class: impact.Delete, said: "stays in the cluster"},
		"one that does not orphan":     {old: strings.NewReplacer("prune: false, deletionPolicy: Orphan", "prune: true").Replace(delivering), class: impact.Delete, said: "deleted with it", loss: "All that it has created"},
		"one that prunes nothing goes": {old: strings.NewReplacer(", deletionPolicy: Orphan", "").Replace(delivering), class: impact.Delete, said: "stays in the cluster"},
		"Argo CD prunes":               {old: argoApplication, new: strings.Replace(argoApplication, "automated: {}", "automated: {prune: true}", 1), class: impact.InPlace, said: "what Git no longer has is deleted from the cluster"},
		"Flux prunes":                  {old: delivering, new: strings.Replace(delivering, "prune: false", "prune: true", 1), class: impact.InPlace, said: "what Git no longer has is deleted from the cluster"},
		"Flux deletes":                 {old: delivering, new: strings.Replace(delivering, "deletionPolicy: Orphan, ", "", 1), class: impact.InPlace, said: "deleting it deletes what it has created"},
		"another cluster":              {old: argoApplication, new: strings.Replace(argoApplication, "destination: {name: a}", "destination: {name: b}", 1), class: impact.InPlace, said: "is created in another cluster", jobs: "Jobs start in the new cluster while those in the old one go on"},
		"another branch":               {old: argoApplication, new: strings.Replace(argoApplication, "path: x", "path: x, targetRevision: next", 1), class: impact.InPlace, said: "it delivers what is there"},
		"something else":               {old: delivering, new: strings.Replace(delivering, "prune: false", "prune: false, interval: 5m", 1), class: impact.InPlace},
	} {
		t.Run(name, func(t *testing.T) {
			report := impact.Compare([]impact.Target{target(t, "delivery", "prod", test.old)}, []impact.Target{target(t, "delivery", "prod", test.new)})
			if len(report.Changes) != 1 {
				t.Fatalf("there must be one change, not %v", report)
			}
			c := report.Changes[0]
			if c.Class != test.class {
				t.Errorf("the class must be %s, not %s", test.class, c.Class)
			}
			said := c.Users
			for _, cause := range c.Causes {
				said += cause.Reason
			}
			if !strings.Contains(said, test.said) || !strings.Contains(c.Jobs, test.jobs) {
				t.Errorf("got %q and %q", said, c.Jobs)
			}
			if !strings.HasPrefix(c.Loss, test.loss) || (test.loss == "") != (c.Loss == "") {
				t.Errorf("the loss must be %q, not %q", test.loss, c.Loss)
			}
		})
	}
}
