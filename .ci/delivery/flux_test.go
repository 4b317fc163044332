package deliverycheck

import (
	"path/filepath"
	"testing"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	"sigs.k8s.io/yaml"
)

// evaluators are those of the health checks in the reviewed trees, by kind; they must agree wherever a kind has them.
func evaluators(t *testing.T) map[string]*cel.StatusEvaluator {
	t.Helper()
	checks := map[string]kustomize.CustomHealthCheck{}
	for _, file := range glob(t, "delivery/*/*.yaml") {
		var object struct {
			Kind string
			Spec struct {
				HealthCheckExprs []kustomize.CustomHealthCheck `json:"healthCheckExprs"`
			}
		}
		if err := yaml.Unmarshal(read(t, file), &object); err != nil {
			t.Fatal(err)
		}
		for _, check := range object.Spec.HealthCheckExprs {
			if other, known := checks[check.Kind]; known && other != check {
				t.Errorf("%s: two health checks of %s differ", file, check.Kind)
			}
			if check.APIVersion != "flink.apache.org/v1beta1" {
				t.Errorf("%s: the group of %s is wrong: %s", file, check.Kind, check.APIVersion)
			}
			checks[check.Kind] = check
		}
	}
	evaluators := map[string]*cel.StatusEvaluator{}
	for kind, check := range checks {
		evaluator, err := cel.NewStatusEvaluator(&check.HealthCheckExpressions)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		evaluators[kind] = evaluator
	}
	return evaluators
}

func TestFluxSeesTheHealth(t *testing.T) {
	evaluators := evaluators(t)
	tried, corrected := map[string]bool{}, 0
	for _, o := range all {
		evaluator := evaluators[o.kind]
		if evaluator == nil {
			t.Fatalf("some reviewed tree must have a health check of %s", o.kind)
		}
		tried[o.kind] = true
		result, err := evaluator.Evaluate(t.Context(), o.unstructured())
		if (err != nil) != o.absent {
			t.Errorf("%s %s: %v", o.kind, o.name, err)
			continue
		}
		got := progressing
		if err == nil {
			got = map[status.Status]verdict{status.InProgressStatus: progressing, status.CurrentStatus: healthy, status.FailedStatus: failed}[result.Status]
		}
		alone, err := status.Compute(o.unstructured())
		if err != nil {
			t.Fatal(err)
		}
		if got != o.want {
			t.Errorf("%s %s: Flux says %s, and must say %s", o.kind, o.name, got, o.want)
		}
		if alone.Status == status.CurrentStatus && o.want != healthy {
			corrected++
		}
		t.Logf("%-24s %-56s %-12s without the check: %s", o.kind, o.name, got, alone.Status)
	}
	if len(tried) != len(evaluators) {
		t.Errorf("there are health checks of %d kinds, and %d were tried", len(evaluators), len(tried))
	}
	if corrected < 4 {
		t.Errorf("without the checks Flux must be wrong of at least 4 objects, not %d: they may be needless", corrected)
	}
}

// glob gives the files of reviewed trees.
func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "golden", "*", "tree", pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("there must be reviewed files %s", pattern)
	}
	return files
}
