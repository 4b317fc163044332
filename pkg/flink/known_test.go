package flink_test

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
)

// minors are the versions of the sources that the options were collected from.
var minors = []string{"1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0", "2.1", "2.2"}

// source is one option as it was collected: the key as a literal of Flink's sources, so that an option whose key a
// later version puts together from parts seems to end.
type source struct {
	key, typ    string
	first, last int // in minors
	deprecated  []string
}

// sources reads the collection. It stands outside the repository: without it a test is skipped, except where CI=true
// promises it.
func sources(t *testing.T) []source {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "settings", "flink-option-keys.tsv"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the options of Flink's sources must be there when CI=true: %v", err)
		}
		t.Skipf("skipped: the options of Flink's sources are not there: %v", err)
	}
	var all []source
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		first, last, more := strings.Cut(columns[2], "-")
		if !more {
			last = first
		}
		all = append(all, source{columns[0], columns[1], slices.Index(minors, first), slices.Index(minors, last), strings.Fields(columns[3])})
	}
	return all
}

var (
	// notOptions are literals that are no option of a cluster: parts of the keys of reporters and connectors, counters,
	// what jobs keep for themselves, and the local mini cluster.
	notOptions = regexp.MustCompile(`^([^.]*|exporter\..*|factory\.class|filter\..*|scope\..*|service\..*|hidden\..*|` +
		`local\.number-.*|minicluster\..*|metrics\.reporter\..*|sink\..*|statebackend\..*|compiler\..*|` +
		`execution\.async-state\.(buffer-size|buffer-timeout|in-flight-records-limit)|state\.backend\.forst\.remote-dir)$`)

	// singleWords are options although their keys have no dot.
	singleWords = regexp.MustCompile(`^(external-resources|high-availability|restart-strategy|scheduler-mode)$`)

	// removed are the options that a version does not read any more under any key. All others that seem to end go on
	// under a key that is put together.
	removed = regexp.MustCompile(`^(high-availability\.use-old-ha-services|slotmanager\.request-timeout|cluster\.fine-grained-resource-management\.enabled|` +
		`state\.backend\.async|jobmanager\.heap\..*|taskmanager\.heap\..*|` +
		`taskmanager\.network\.memory\.(buffers-per-channel|floating-buffers-per-gate|max-buffers-per-channel|max-overdraft-buffers-per-gate)|` +
		`taskmanager\.network\.numberOfBuffers|taskmanager\.network\.netty\..*|taskmanager\.net\..*|` +
		`taskmanager\.network\.(max-num-tcp-connections|blocking-shuffle\.type|sort-shuffle\.min-parallelism)|` +
		`taskmanager\.registration\..*backoff|taskmanager\..*-registration-pause|` +
		`web\.address|web\.ssl\.enabled|web\.backpressure\..*|jobmanager\.web\.(ssl\.enabled|backpressure\..*)|security\.ssl\.enabled|` +
		`cluster\.evenly-spread-out-slots|(high-availability|recovery)\.job\.delay|high-availability\.zookeeper\.path\.running-registry|` +
		`pipeline\.(auto-type-registration|default-kryo-serializers|registered-kryo-types|registered-pojo-types|time-characteristic)|` +
		`execution\.checkpointing\.force|akka\.client\.timeout|akka\.watch\..*|traces\.report-events-as-spans)$`)

	// always are options that older versions read too, under a key that was put together there.
	always = regexp.MustCompile(`^(s3\.(access-key|secret-key|endpoint)|taskmanager\.log\.path)$`)
)

// more are options that the collection has not.
var more = []string{"fs.hdfs.hadoopconf\t-\t-\t1.20\t-"}

// since corrects the first version of options that the collection saw too early or too late.
func since(key string, first int) string {
	switch {
	case strings.HasPrefix(key, "state.backend.forst."):
		return "2.0" // the classes were there in 1.20, the state backend was not
	case strings.HasPrefix(key, "s3.s5cmd."):
		return "1.20"
	case first < slices.Index(minors, "1.17") || always.MatchString(key):
		return "-"
	}
	return minors[first]
}

var plainTypes = map[string]string{
	"boolean": "boolean", "int": "int", "long": "long", "float": "float", "double": "float", "duration": "duration",
	"duration|int": "duration|int", "duration|long": "duration|long", "duration|string": "duration", "memory": "memory",
	"enum": "enum", "enum|string": "enum",
}

// split says that a spelling belongs to another option too: what was local recovery are two options since 1.20, and the
// earlier key counts as a spelling of what is recovered from the copy.
func split(key, alias string) bool {
	return key == "execution.checkpointing.local-backup.enabled" && alias == "state.backend.local-recovery"
}

// The table in the product is what follows from the collection; UPDATE_GOLDEN=1 writes it anew.
func TestKnownOptionsAreThoseOfFlinksSources(t *testing.T) {
	type span struct {
		typ         string
		first, last int
		deprecated  []string
	}
	all := map[string]span{}
	collected := sources(t)
	for _, s := range collected {
		all[s.key] = span{plainTypes[s.typ], s.first, s.last, nil}
	}
	for _, s := range collected {
		for _, alias := range s.deprecated { // a spelling that is deprecated was there before
			if alias == s.key || split(s.key, alias) {
				continue
			}
			if option := all[s.key]; !slices.Contains(option.deprecated, alias) {
				option.deprecated = append(option.deprecated, alias)
				all[s.key] = option
			}
			own, ok := all[alias]
			successor := plainTypes[s.typ]
			switch number := own.typ == "int" || own.typ == "long"; {
			case !ok || number && strings.HasPrefix(successor, "duration|"):
				own.typ = successor
			case number && successor == "duration":
				own.typ = "duration|" + own.typ
			}
			own.last = max(own.last, s.last)
			all[alias] = own
		}
	}
	lines := slices.Clone(more)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		o := all[key]
		if notOptions.MatchString(key) && !singleWords.MatchString(key) {
			continue
		}
		last := "-"
		if removed.MatchString(key) && o.last < len(minors)-1 {
			last = minors[o.last]
		}
		lines = append(lines, strings.Join([]string{key, cmp.Or(o.typ, "-"), since(key, o.first), last, cmp.Or(strings.Join(o.deprecated, " "), "-")}, "\t"))
	}
	slices.Sort(lines)
	golden.Text(t, "options.txt", "# key, type, first version after 1.16, last version before 2.2, deprecated spellings\n"+strings.Join(lines, "\n")+"\n", golden.Options{})
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

// A user may write an option that a typed field sets under a deprecated spelling; it must be found to be the same.
func TestLookupFindsTheDeprecatedSpellingsOfEveryNamedOption(t *testing.T) {
	for _, s := range sources(t) {
		option, ok := flink.Lookup(s.key)
		if !ok {
			continue
		}
		for _, alias := range s.deprecated {
			found, ok := flink.Lookup(alias)
			if !ok || !split(s.key, alias) && !slices.Equal(found.Keys(), option.Keys()) {
				t.Errorf("%s is a deprecated spelling of %s, and Lookup finds %v", alias, s.key, found.Keys())
			}
		}
	}
}
