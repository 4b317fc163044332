package lint_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// verdict is what the operator's own code said of an object.
type verdict struct {
	Object   map[string]any `json:"object"`
	Session  map[string]any `json:"session"`
	Accepted bool           `json:"accepted"`
	Error    string         `json:"error"`
	Stage    string         `json:"stage"`
}

// ofAnotherCluster reports whether the operator was asked about a session job together with a cluster that it does not
// name, which the check does not look at.
func (v verdict) ofAnotherCluster() bool {
	name := func(o map[string]any, field, key string) any {
		fields, _ := o[field].(map[string]any)
		return fields[key]
	}
	return v.Session != nil && name(v.Session, "metadata", "name") != name(v.Object, "spec", "deploymentName")
}

// verdicts reads those of a release. They stand outside the repository: without them a test is skipped, except where
// CI=true promises them.
func verdicts(t *testing.T, release string) []verdict {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "conformance", "validator", release+".jsonl.gz"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the operator's verdicts must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the operator's verdicts are not there: %v", err)
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []verdict
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v verdict
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// notTheOperators are rules of what the operator's code, asked directly, does not say: an API server, Kubernetes, or the Flink of the image does.
var notTheOperators = []diagnostic.Rule{diagnostic.RuleUnknownField, diagnostic.RuleWrongType, diagnostic.RuleOption, diagnostic.RuleKubernetes,
	diagnostic.RulePod, diagnostic.RuleLocalState, diagnostic.RuleConflictingOption}

// errorsOf are the errors of an object, of what the operator itself decides.
func errorsOf(v verdict, release operator.Release) diagnostic.Findings {
	object := lint.Object{Content: v.Object}
	objects := []lint.Object{object}
	if v.Session != nil {
		objects = append(objects, lint.Object{Content: v.Session})
	}
	return slices.DeleteFunc(lint.Check(lint.Target{Operator: release}, objects...), func(f diagnostic.Finding) bool {
		return f.Subject != object.String() || f.Severity != diagnostic.SeverityError || slices.Contains(notTheOperators, f.Rule)
	})
}

// ruleOf says of which rule a finding must be for an error of the operator's; the first that matches counts.
var ruleOf = []struct {
	error *regexp.Regexp
	rules []diagnostic.Rule
}{
	{regexp.MustCompile(`^The FlinkDeployment name`), []diagnostic.Rule{diagnostic.RuleResourceName}},
	{regexp.MustCompile(`^Flink Version must|serviceAccount must|job spec should not be empty|JobSpec.getUpgradeMode`), []diagnostic.Rule{diagnostic.RuleRequiredField}},
	{regexp.MustCompile(`^Flink version .* not supported`), []diagnostic.Rule{diagnostic.RuleUnsupportedVersion}},
	{regexp.MustCompile(`^Forbidden Flink config key`), []diagnostic.Rule{diagnostic.RuleReservedOption}},
	{regexp.MustCompile(`^HA must be enabled|^High availability should`), []diagnostic.Rule{diagnostic.RuleHighAvailability}},
	{regexp.MustCompile(`^Deployment recovery`), []diagnostic.Rule{diagnostic.RuleHealthCheck}},
	{regexp.MustCompile(`Ingress template`), []diagnostic.Rule{diagnostic.RuleIngress}},
	{regexp.MustCompile(`^Invalid log config key`), []diagnostic.Rule{diagnostic.RuleLogConfiguration}},
	{regexp.MustCompile(`max-checkpoint age|^Checkpoint directory|^Savepoint could|^Periodic savepoints|^Job could not be upgraded|LAST_STATE`), []diagnostic.Rule{diagnostic.RuleUpgradeMode}},
	{regexp.MustCompile(`replicas|parallelism`), []diagnostic.Rule{diagnostic.RuleReplicas}},
	{regexp.MustCompile(`ephemeral storage parse error`), []diagnostic.Rule{diagnostic.RuleInvalidValue}},
	{regexp.MustCompile(`resource memory (must|parse error)`), []diagnostic.Rule{diagnostic.RuleMemory}},
	{regexp.MustCompile(`^Cannot switch|^Changing flinkVersion|deploymentName can't|InitialSavepointPath`), []diagnostic.Rule{diagnostic.RuleImmutableField}},
	{regexp.MustCompile(`(?i)autoscaler`), []diagnostic.Rule{diagnostic.RuleAutoscaler}},
	{regexp.MustCompile(`^jarURI`), []diagnostic.Rule{diagnostic.RuleJarURI}},
	{regexp.MustCompile(`session job to application cluster`), []diagnostic.Rule{diagnostic.RuleSessionCluster}},
	{regexp.MustCompile(`^IllegalConfigurationException: Overlapping`), []diagnostic.Rule{diagnostic.RuleOverlappingOptions}},
	{regexp.MustCompile(`Memory|fraction must be|min value must be|does not start with a number|empty String|JVM Overhead`), []diagnostic.Rule{diagnostic.RuleMemory, diagnostic.RuleDeployment, diagnostic.RuleUpgradeMode}},
	{regexp.MustCompile(`Unrecognized option for boolean`), []diagnostic.Rule{diagnostic.RuleHighAvailability, diagnostic.RuleHealthCheck, diagnostic.RuleAutoscaler, diagnostic.RuleDeployment}},
	{regexp.MustCompile(`NumberFormatException`), []diagnostic.Rule{diagnostic.RuleMemory, diagnostic.RuleAutoscaler, diagnostic.RuleDeployment}},
	{regexp.MustCompile(``), []diagnostic.Rule{diagnostic.RuleDeployment}},
}

// rulesFor are those of which one must be found.
func rulesFor(error string) []diagnostic.Rule {
	i := slices.IndexFunc(ruleOf, func(r struct {
		error *regexp.Regexp
		rules []diagnostic.Rule
	}) bool {
		return r.error.MatchString(error)
	})
	return ruleOf[i].rules
}

// differences reads the verdicts that are not ours, on purpose: their numbers by release, from 0.
func differences(t *testing.T) map[string]map[int]bool {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "differences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]map[int]bool{}
	for line := range strings.Lines(string(content)) {
		release, numbers, ok := strings.Cut(strings.TrimSpace(line), ":")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		if listed[release] == nil {
			listed[release] = map[int]bool{}
		}
		for _, number := range strings.Fields(numbers) {
			n, err := strconv.Atoi(number)
			if err != nil {
				t.Fatal(err)
			}
			listed[release][n] = true
		}
	}
	return listed
}

func TestVerdictsAreTheOperators(t *testing.T) {
	listed := differences(t)
	for _, name := range []string{"1.7.0", "1.10.0", "1.13.0", "1.15.0"} {
		t.Run(name, func(t *testing.T) {
			release, err := operator.ParseRelease(name)
			if err != nil {
				t.Fatal(err)
			}
			all := verdicts(t, name)
			agree, sameRule, refused := 0, 0, 0
			for i, v := range all {
				found := errorsOf(v, release)
				same := (len(found) == 0) == v.Accepted
				switch {
				case same:
					agree++
				case !listed[name][i]:
					t.Errorf("%d: the operator says %q at stage %s, and the check finds: %v", i, v.Error, v.Stage, found)
				}
				if same && listed[name][i] {
					t.Errorf("%d is listed as a difference, and is none: remove it from testdata/differences.txt", i)
				}
				if same && !v.Accepted && !v.ofAnotherCluster() {
					refused++
					if rules := rulesFor(v.Error); slices.ContainsFunc(found, func(f diagnostic.Finding) bool { return slices.Contains(rules, f.Rule) }) {
						sameRule++
					} else {
						t.Errorf("%d: the operator says %q, and none of %v is found, but: %v", i, v.Error, rules, found)
					}
				}
			}
			t.Logf("%d of %d, %d listed; for the same reason %d of %d", agree, len(all), len(listed[name]), sameRule, refused)
		})
	}
}
