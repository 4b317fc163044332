package explain_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
)

func TestEveryRuleIsExplained(t *testing.T) {
	for _, rule := range diagnostic.Rules() {
		e, err := explain.Of(rule.ID(), false)
		if err != nil || e.Rule == nil || e.Rule.Summary != rule.Summary() || e.Rule.Waivable != rule.Waivable() || e.Rule.Severity != rule.Severity().String() {
			t.Errorf("%s: %v %+v", rule, err, e)
		}
	}
}

func TestOneNameOfSeveralThingsExplainsAllOfThem(t *testing.T) {
	if e, err := explain.Of("preset", false); err != nil || e.Rule == nil || e.Field == nil {
		t.Errorf("preset is a rule and a kind: %v %+v", err, e)
	}
	if e, err := explain.Of("high-availability", false); err != nil || e.Rule == nil || len(e.Options) != 1 {
		t.Errorf("high-availability is a rule and an option: %v %+v", err, e)
	}
	if e, err := explain.Of("state.backend.local-recovery", false); err != nil || len(e.Options) != 2 {
		t.Errorf("state.backend.local-recovery became two options: %v %+v", err, e)
	}
}

func TestANameOfNothingNamesWhatIsNear(t *testing.T) {
	for name, want := range map[string]string{
		"taskmanager.numberOfTaskSlot":                     `did you mean "taskmanager.numberOfTaskSlots"?`,
		"invalid-valu":                                     `did you mean "invalid-value"?`,
		"FlinkSesion.spec":                                 `did you mean "FlinkSession.spec"?`,
		"enviroment":                                       `did you mean "Environment"?`,
		"FlinkSession.spec.highAvailabilty":                `FlinkSession.spec has no field "highAvailabilty": did you mean "highAvailability"?`,
		"FlinkSession.spec.checkpoints.zzz":                `FlinkSession.spec.checkpoints has no field "zzz", but directory, enabled, fileMerging,`,
		"FlinkSession.spec.flinkVersion.major":             `FlinkSession.spec.flinkVersion has no fields`,
		"FlinkSession.spec.":                               `FlinkSession.spec has no field ""`,
		"kubernetes.operator.periodic.savepoint.intervall": `is no option that a known release of the operator reads: did you mean "kubernetes.operator.periodic.savepoint.interval"?`,
		"kubernetes.operator.zzz":                          `is no option that a known release of the operator reads`,
		"company.feature":                                  `is neither an option, nor a rule, nor a kind with a field`,
		"fs.foo.bar.baz":                                   `is an option that Flink hands on`,
		"":                                                 `"" is neither an option, nor a rule, nor a kind with a field`,
		"\x1b[31m":                                         `is neither`,
	} {
		e, err := explain.Of(name, false)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %+v, %v", name, e, err)
		}
	}
}

func TestCompletionOffersWhatCanBeExplained(t *testing.T) {
	for prefix, want := range map[string][]string{
		"invalid":                                {"invalid-value"},
		"Flink":                                  {"FlinkSession"},
		"FlinkSession.spec.web":                  {"FlinkSession.spec.webUI"},
		"session.spec.highAvailability.":         {"session.spec.highAvailability.directory", "session.spec.highAvailability.mode", "session.spec.highAvailability.zookeeper"},
		"taskmanager.numberOf":                   {"taskmanager.numberOfTaskSlots"},
		"kubernetes.operator.periodic.savepoint": {"kubernetes.operator.periodic.savepoint.interval"},
		"zzz":                                    nil,
	} {
		got := explain.Complete(prefix)
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("%s must be completed to %s: %q", prefix, name, got)
			}
		}
		if want == nil && got != nil {
			t.Errorf("%s must be completed to nothing: %q", prefix, got)
		}
	}
	for _, name := range explain.Complete("") {
		if _, err := explain.Of(name, false); err != nil {
			t.Errorf("%s is offered and not explained: %v", name, err)
		}
	}
}
