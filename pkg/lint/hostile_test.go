package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/lint"
)

// hostile are files of n lines that cost more than their size where a check is not linear.
var hostile = map[string]func(n int) string{
	"options that no Flink has": func(n int) string {
		return session + "  flinkConfiguration:\n" + lines(n, "    taskmanager.memory.a%d: b\n")
	},
	"operator's options that there are not": func(n int) string {
		return session + "  flinkConfiguration:\n" + lines(n, "    kubernetes.operator.a%d.b: c\n")
	},
	"fields that there are not": func(n int) string { return session + lines(n, "  a%d: b\n") },
	"containers": func(n int) string {
		return session + "  podTemplate:\n    spec:\n      containers:\n" + lines(n/2, "        - name: a%d\n          imge: b\n")
	},
	"session jobs of clusters that are not there": func(n int) string {
		job := "---\napiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata: {name: a%d}\nspec: {deploymentName: b}\n"
		return session + lines(n/5, job)
	},
	"documents of others with tags and errors": func(n int) string { return lines(n/3, "---\na: !!x b\na: c%d\n") },
	"keys of which one begins the next": func(n int) string {
		return strings.ReplaceAll(session, "v1_20", "v2_2") + "  flinkConfiguration:\n    a: b\n" + lines(n, "    a.b%d: c\n")
	},
}

func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// BenchmarkHostile is for the time per line, which must not grow with the number of lines.
func BenchmarkHostile(b *testing.B) {
	for name, file := range hostile {
		for _, n := range []int{2_000, 20_000} {
			content := []byte(file(n))
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					lint.File("a.yaml", content, lint.Target{})
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/line")
			})
		}
	}
}

func TestHostileFilesAreAnswered(t *testing.T) {
	for name, file := range hostile {
		if found := lint.File("a.yaml", []byte(file(200)), lint.Target{}); len(found) == 0 && (name == "containers" || strings.HasPrefix(name, "fields") || strings.HasPrefix(name, "session jobs")) {
			t.Errorf("%s: must give findings", name)
		}
	}
}

// TestNoQuantityTakesHours would not end if one did.
func TestNoQuantityTakesHours(t *testing.T) {
	const endless = `"1e-99999999"`
	for name, lines := range map[string]string{
		"a local disk": "  jobManager: {resource: {ephemeralStorage: " + endless + "}}\n",
		"memory":       "  jobManager: {resource: {memory: \"1234567890123456789012E99999999\"}}\n",
		"an overhead":  "  podTemplate: {spec: {overhead: {cpu: " + endless + "}}}\n",
		"a limit":      "  podTemplate: {spec: {containers: [{name: a, resources: {limits: {cpu: " + endless + "}}}]}}\n",
		"a divisor":    "  podTemplate: {spec: {containers: [{name: a, env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: " + endless + "}}}]}]}}\n",
		"a claim":      "  podTemplate: {spec: {volumes: [{name: a, ephemeral: {volumeClaimTemplate: {spec: {resources: {requests: {storage: " + endless + "}}}}}}]}}\n",
	} {
		file := session + lines
		if resource, ok := strings.CutPrefix(lines, "  jobManager: "); ok {
			file = strings.Replace(session, "  jobManager:\n    resource: {cpu: 1, memory: 2048m}\n", "  jobManager: "+resource, 1)
		}
		if found := lint.File("a.yaml", []byte(file), lint.Target{}); !found.HasErrors() {
			t.Errorf("%s must be an error", name)
		}
	}
}
