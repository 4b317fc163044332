package flink_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// minors are the versions of the catalog.
var minors = []string{"1.16", "1.17", "1.18", "1.19", "1.20", "2.0", "2.1", "2.2"}

// version parses the first patch of a minor version.
func version(t *testing.T, minor string) flink.Version {
	t.Helper()
	v, err := flink.ParseVersion(minor + ".0")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// facts are the lines of a table that was made of Flink's jars or sources independently. It stands outside the
// repository: without it a test is skipped, except where CI=true promises it.
func facts(t *testing.T, name string) [][]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "facts", name))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the facts must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the facts are not there: %v", err)
	}
	var lines [][]string
	for line := range strings.Lines(string(content)) {
		if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "key\t") {
			lines = append(lines, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return lines
}

// at is what a version makes of a key itself, not of a wider pattern that it fits.
func at(key string, v flink.Version) flink.Change {
	for _, entry := range flink.Describe(key) {
		if entry.Key == key {
			return entry.At(v)
		}
	}
	return flink.Change{}
}

var changePattern = regexp.MustCompile(`^(1\.1[5-9]|1\.20|2\.[0-2]) (absent|unknown|([>~] \S+( \S+)*)|(deprecated )?` +
	`(List<)?(Boolean|Integer|Long|Float|Double|String|Duration|MemorySize|Map|Enum\([^)\t]+\))>?( =( .*)?)?)$`)

// The table is data that a program wrote; a hand that changes it must keep to its form.
func TestCatalogIsCanonical(t *testing.T) {
	content, err := os.ReadFile("options.tsv")
	if err != nil {
		t.Fatal(err)
	}
	last, known := "", map[string]bool{}
	var successors [][2]string
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if columns[0] <= last {
			t.Errorf("%s must stand after %s", last, columns[0])
		}
		last, known[columns[0]] = columns[0], true
		if len(columns) == 1 {
			t.Errorf("%s must be something in a version", last)
		}
		before := "0 absent"
		for _, column := range columns[1:] {
			if !changePattern.MatchString(column) || strings.TrimRight(column, " ") != column {
				t.Errorf("%s: %q is no change", last, column)
			}
			_, was, _ := strings.Cut(before, " ")
			since, is, _ := strings.Cut(column, " ")
			if was == is || before[0] != '0' && slices.Index(minors, since) <= slices.Index(minors, strings.Fields(before)[0]) {
				t.Errorf("%s: %q must be another state of a later version than %q", last, column, before)
			}
			before = column
			if text, ok := strings.CutPrefix(strings.Replace(is, "~", ">", 1), "> "); ok {
				for _, successor := range strings.Fields(text) {
					successors = append(successors, [2]string{last, successor})
				}
			}
		}
	}
	for _, pair := range successors {
		if !known[pair[1]] {
			t.Errorf("%s is a spelling of %s, which is not there", pair[0], pair[1])
		}
	}
	if len(known) != len(flink.Catalog()) {
		t.Errorf("the table has %d keys, the catalog %d", len(known), len(flink.Catalog()))
	}
}

// A default is a value of its option; where it is not, the option's type is wrong, or the check of it.
func TestDefaultsAreValuesOfTheirTypes(t *testing.T) {
	for _, entry := range flink.Catalog() {
		for _, change := range entry.Changes {
			if err := change.Type.Check(change.Default, flink.Version{}); change.HasDefault && err != nil {
				t.Errorf("%s: the default since %s %v", entry.Key, change.Since.MinorString(), err)
			}
		}
	}
}

// What no jar could tell is little, and marked as such.
func TestLittleIsUnknown(t *testing.T) {
	for _, minor := range minors {
		v, unknown, there := version(t, minor), 0, 0
		for _, entry := range flink.Catalog() {
			switch entry.At(v).Presence {
			case flink.Unknown:
				unknown++
			case flink.Present:
				there++
			}
		}
		t.Logf("%s: %d keys, %d unknown", minor, there, unknown)
		if there < 850 || unknown > 25 {
			t.Errorf("%s has %d keys, and %d that nobody knows of", minor, there, unknown)
		}
	}
}

// Every option that another run over Flink's jars found is in the catalog, in each version under the same keys.
func TestCatalogHasTheOptionsOfFlinksJars(t *testing.T) {
	agree, all := map[string]int{}, 0
	for _, columns := range facts(t, "flink-options.tsv") {
		all++
		key := columns[0]
		for i, minor := range minors {
			want, got := columns[3+i], at(key, version(t, minor))
			same := false
			switch successors, isAlias := strings.CutPrefix(want, "deprecated:"); {
			case want == "?":
				same = true
			case isAlias:
				same = slices.Equal(got.Successors, strings.Split(successors, "|"))
			case want == "":
				same = got.Presence != flink.Present || latePatches[key]
			default: // what was an option of its own beside its successor, and deprecated, is another spelling in the catalog
				same = got.Presence == flink.Present
			}
			if !same {
				t.Errorf("%s in %s must be %q, not %+v", key, minor, want, got)
				continue
			}
			agree[minor]++
		}
	}
	for _, minor := range minors {
		t.Logf("%s: %d of %d keys known, %.1f %%", minor, agree[minor], all, 100*float64(agree[minor])/float64(all))
	}
}

// latePatches are options of patches, or of jars, that the other run did not have for the versions in which it lacks them.
var latePatches = map[string]bool{
	"high-availability.zookeeper.client.max-retry-wait":         true,
	"jobmanager.adaptive-scheduler.prefer-minimal-taskmanagers": true,
	"python.systemenv.enabled":                                  true,
	"sink.committer.retries":                                    true,
	"source.file.records.fetch-size":                            true,
	"source.file.stream.io-fetch-size":                          true,
	"state.backend.forst.sync.enforce-local":                    true,
}

// notOptions are literals in Flink's sources that are no option of a cluster: parts of the keys of reporters and
// connectors, counters, and what jobs keep for themselves.
var notOptions = regexp.MustCompile(`^([^.]*|exporter\..*|factory\.class|filter\..*|scope\..*|service\..*|hidden\..*|statebackend\..*)$`)

// Every key that stands in Flink's sources is in the catalog, for each version that has it.
func TestCatalogHasTheKeysOfFlinksSources(t *testing.T) {
	sources := append([]string{"1.15"}, minors...)
	for _, columns := range facts(t, "flink-option-keys.tsv") {
		key := columns[0]
		if notOptions.MatchString(key) && len(flink.Describe(key)) == 0 {
			continue
		}
		first, last, more := strings.Cut(columns[2], "-")
		if !more {
			last = first
		}
		for i := max(1, slices.Index(sources, first)); i <= slices.Index(sources, last); i++ {
			if got := at(key, version(t, sources[i])); got.Presence == flink.Absent {
				t.Errorf("%s stands in the sources of %s, and is absent there", key, sources[i])
			}
		}
		for _, alias := range strings.Fields(columns[3]) {
			if alias != key && !slices.Contains(flink.Spellings(alias), key) && alias != "state.backend.local-recovery" {
				t.Errorf("%s must be a spelling of %s", alias, key)
			}
		}
	}
}

func TestSpellingsAreTheKeysOfOneOption(t *testing.T) {
	for _, test := range []struct{ one, other string }{
		{"execution.checkpointing.data-inline-threshold", "state.storage.fs.memory-threshold"},
		{"state.storage.fs.memory-threshold", "state.backend.fs.memory-threshold"},
		{"akka.ask.timeout", "pekko.ask.timeout"},
		{"state.checkpoints.dir", "execution.checkpointing.dir"},
		{"s3.endpoint", "fs.s3a.endpoint"},
	} {
		if !slices.Contains(flink.Spellings(test.one), test.other) || !slices.Contains(flink.Spellings(test.other), test.one) {
			t.Errorf("%s and %s must be spellings of one option", test.one, test.other)
		}
	}
	for _, key := range []string{"my.company.option", "taskmanager.network.retries", "execution.checkpointing.local-backup.enabled"} {
		if got := flink.Spellings(key); !slices.Equal(got, []string{key}) {
			t.Errorf("%s must have no other spelling, not %v", key, got)
		}
	}
}

// A user may write an option that a typed field sets under another spelling; it must be found to be the same.
func TestLookupFindsTheOtherSpellingsOfEveryNamedOption(t *testing.T) {
	for _, test := range []struct{ key, newest string }{
		{"recovery.mode", "high-availability.type"},
		{"state.backend.fs.checkpointdir", "execution.checkpointing.dir"},
		{"state.backend.local-recovery", "execution.state-recovery.from-local"},
		{"execution.checkpointing.local-backup.enabled", "execution.checkpointing.local-backup.enabled"},
		{"fs.s3a.endpoint", "s3.endpoint"},
		{"security.principal", "security.kerberos.login.principal"},
	} {
		option, ok := flink.Lookup(test.key)
		if !ok || option.Keys()[0] != test.newest {
			t.Errorf("%s must be a key of %s, not of %v", test.key, test.newest, option.Keys())
		}
	}
	if _, ok := flink.Lookup("taskmanager.network.retries"); ok {
		t.Error("an option that the package does not name must not be found")
	}
}

// Keys of options come from the catalog: of several the one that a version has as an option's own.
func TestOptionsHaveTheKeyOfTheVersion(t *testing.T) {
	for key, want := range map[string]map[string]string{
		"execution.checkpointing.dir":         {"1.16": "state.checkpoints.dir", "1.19": "state.checkpoints.dir", "1.20": "execution.checkpointing.dir"},
		"high-availability.type":              {"1.16": "high-availability", "1.17": "high-availability.type", "2.2": "high-availability.type"},
		"env.java.opts.all":                   {"1.16": "env.java.opts", "1.17": "env.java.opts.all"},
		"execution.state-recovery.from-local": {"1.19": "state.backend.local-recovery", "1.20": "execution.state-recovery.from-local"},
		"s3.endpoint":                         {"1.16": "s3.endpoint", "2.2": "s3.endpoint"},
		"metrics.reporter.prom.factory.class": {"1.16": "metrics.reporter.prom.factory.class"},
	} {
		option, ok := flink.Lookup(key)
		if !ok {
			t.Fatalf("%s must be named", key)
		}
		for _, minor := range slices.Sorted(maps.Keys(want)) {
			if got := option.Key(version(t, minor)); got != want[minor] {
				t.Errorf("the key of %s in %s must be %s, not %s", key, minor, want[minor], got)
			}
		}
	}
}

func TestIsUnknown(t *testing.T) {
	for key, want := range map[string]bool{
		"pipeline.default-parallelism":           true,
		"state.checkpoints.compression":          true,
		"sql-gateway.enabled":                    true,
		"parallelism.default":                    false,
		"cluster.evenly-spread-out-slots":        false, // removed is not unknown
		"my.company.option":                      false,
		"client.name":                            false,
		"metrics.reporter.mine.anything":         false,
		"containerized.master.env.JAVA_OPT":      false,
		"fs.s3a.connection.maximum":              false,
		"sql-gateway.endpoint.hiveserver2.x":     false,
		"kubernetes.operator.reconcile.interval": false,
		"kubernetes.jobmanager":                  true,
		"kubernetes.jobmanager.labels.team":      false,
		"kubernetes.jobmanager.labels.":          true,
		"kubernetes.jobmanager.label.team":       true,
		"kubernetes.taskmanager.cpu.amount.x":    true,
		"taskmanager":                            false,
		"":                                       false,
	} {
		if got := flink.IsUnknown(key); got != want {
			t.Errorf("%q: unknown must be %v", key, want)
		}
	}
}

func BenchmarkDescribe(b *testing.B) {
	flink.Catalog()
	for name, key := range map[string]string{"exact": "execution.checkpointing.dir", "pattern": "metrics.reporter.prom.interval"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_ = fmt.Sprint(len(flink.Describe(key)))
			}
		})
	}
}
