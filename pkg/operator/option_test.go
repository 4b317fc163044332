package operator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

var typePattern = regexp.MustCompile(`^(List<)?(Boolean|Integer|Double|String|Duration|MemorySize|Map|Enum\([^)]+\))>?$`)

func TestOptionsAreWellFormed(t *testing.T) {
	options := operator.Options()
	if !slices.IsSortedFunc(options, func(a, b operator.Option) int { return strings.Compare(a.Key, b.Key) }) {
		t.Error("options are not sorted by key")
	}
	for i, option := range options {
		if i > 0 && options[i-1].Key == option.Key {
			t.Errorf("%s stands there twice", option.Key)
		}
		if !slices.Contains([]operator.Reader{operator.ReaderResource, operator.ReaderOperator, operator.ReaderBlueGreen}, option.Reader) {
			t.Errorf("%s has the reader %q", option.Key, option.Reader)
		}
		if len(option.Changes) == 0 {
			t.Errorf("%s is in no release", option.Key)
		}
		last := operator.Release{}
		for _, change := range option.Changes {
			if change.Since.Compare(last) <= 0 || change.Perhaps.Compare(last) <= 0 || change.Perhaps.Compare(change.Since) > 0 {
				t.Errorf("%s: %+v must follow %s", option.Key, change, last)
			}
			last = change.Since
			successor, known := operator.FindOption(change.Successor)
			switch {
			case change.Successor == "" && !typePattern.MatchString(string(change.Type)):
				t.Errorf("%s has the type %q", option.Key, change.Type)
			case change.Successor != "" && (!known || successor.Reader != option.Reader):
				t.Errorf("%s is another spelling of %s, which must be read from the same configuration", option.Key, change.Successor)
			}
			if change.HasDefault && change.Default != "" && change.Type.Check(change.Default, flink.Version{}) != nil && change.Default != "-1 min" {
				t.Errorf("%s: the default %q is no %s", option.Key, change.Default, change.Type)
			}
		}
	}
}

// The table is held against one that was made of the operator's own classes, of five of its releases. It stands outside
// the repository: without it the test is skipped, except where CI=true promises it.
func TestOptionsAreThoseOfTheOperator(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "facts", "operator-options.tsv"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the facts must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the facts are not there: %v", err)
	}
	releases, compared := []string{"1.6", "1.7", "1.10", "1.13", "1.15"}, 0
	placeholders := strings.NewReplacer("<listener-name>", "name", "<version>[+]", "v1_20", "<namespace>", "team", "<key>", "parallelism.default")
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "key\t") {
			continue
		}
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		key := placeholders.Replace(columns[0])
		option, ok := operator.FindOption(key)
		if !ok {
			t.Errorf("%s is missing", key)
			continue
		}
		if reader, _, _ := strings.Cut(columns[9], " "); string(option.Reader) != reader {
			t.Errorf("%s is read from %s, not from %s", key, reader, option.Reader)
		}
		for i, text := range releases {
			release, err := operator.ParseRelease(text)
			if err != nil {
				t.Fatal(err)
			}
			at := operator.OptionChange{}
			for _, change := range option.Changes {
				if release.Compare(change.Since) >= 0 {
					at = change
				}
			}
			there := at.Type != "" || at.Successor != ""
			successor, isAlias := strings.CutPrefix(columns[3+i], "deprecated:")
			switch compared++; {
			case isAlias && at.Successor != successor:
				t.Errorf("%s in %s must be another spelling of %s, not %+v", key, text, successor, at)
			case !isAlias && strings.HasPrefix(columns[3+i], "canonical") != (at.Type != "") && columns[0] == option.Key:
				t.Errorf("%s in %s must be %s, not %+v", key, text, columns[3+i], at)
			case !isAlias && there && !sameType(columns[1], columns[2], at.Type):
				t.Errorf("%s in %s must be of type %s %s, not %s", key, text, columns[1], columns[2], at.Type)
			}
		}
	}
	t.Logf("%d keys of releases compared", compared)
}

func sameType(typ, words string, got flink.Type) bool {
	typ, _, _ = strings.Cut(typ, " ") // that of the newest release
	switch typ {
	case "Any":
		return got == flink.TypeString
	case "Enum":
		return strings.Join(got.Words(), "|") == words
	}
	return string(got) == typ
}

// Releases that were not looked at are not guessed: what came in between passes.
func TestOptionsAreKnownSinceTheRightRelease(t *testing.T) {
	for key, want := range map[string][2]string{
		"kubernetes.operator.deployment.rollback.enabled":            {"1.6", "1.6"},
		"kubernetes.operator.checkpoint.type":                        {"1.7", "1.7"},
		"kubernetes.operator.savepoint.dispose-on-delete":            {"1.10", "1.10"},
		"kubernetes.operator.session.block-on-unmanaged-jobs":        {"1.13", "1.13"},
		"kubernetes.operator.session.deletion.block-on-session-jobs": {"1.15", "1.15"},
		"job.autoscaler.utilization.max":                             {"1.11", "1.11"},
		"job.autoscaler.quota.cpu":                                   {"1.8", "1.10"},
		"job.autoscaler.scaling.key-group.partitions.adjust.mode":    {"1.11", "1.13"},
		"kubernetes.operator.job.autoscaler.stabilization.interval":  {"1.6", "1.6"},
	} {
		option, ok := operator.FindOption(key)
		if !ok {
			t.Errorf("%s is missing", key)
		} else if first := option.Changes[0]; first.Perhaps.String() != want[0] || first.Since.String() != want[1] {
			t.Errorf("%s is there perhaps since %s, surely since %s, not %s and %s", key, want[0], want[1], first.Perhaps, first.Since)
		}
	}
}

func TestIsUnknown(t *testing.T) {
	for key, want := range map[string]bool{
		"kubernetes.operator.foo":                        true,
		"job.autoscaler.foo":                             true,
		"kubernetes.operator.savepoint.format.type":      false,
		"kubernetes.operator.metrics.reporter.prom.port": false,
		"kubernetes.operator.plugins.listeners.a.b":      false,
		"kubernetes.operators":                           false,
		"state.backend.type":                             false,
	} {
		if operator.IsUnknown(key) != want {
			t.Errorf("%s: unknown must be %v", key, want)
		}
	}
}
