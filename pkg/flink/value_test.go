package flink_test

import (
	"os"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// typesOfFlink are the types by Flink's names for them in values.tsv, where an enum is one of units of time.
var typesOfFlink = map[string]flink.Type{
	"boolean": flink.TypeBoolean, "int": flink.TypeInteger, "long": flink.TypeLong, "float": flink.TypeFloat, "double": flink.TypeDouble,
	"duration": flink.TypeDuration, "memory": flink.TypeMemorySize, "enum": units, "map": flink.TypeMap,
	"list<string>": "List<String>", "list<int>": "List<Integer>", "list<enum>": "List<" + units + ">", "list<map>": "List<Map>",
}

const units = "Enum(NANOSECONDS|MICROSECONDS|MILLISECONDS|SECONDS|MINUTES|HOURS|DAYS)"

// The verdicts are those of Flink's own code in each version.
func TestValuesAreThoseThatFlinkTakes(t *testing.T) {
	content, err := os.ReadFile("testdata/values.tsv")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for i, verdict := range columns[2] {
			v, err := flink.ParseVersion(minors[i] + ".0")
			if err != nil {
				t.Fatal(err)
			}
			text, takes := columns[1], verdict == '+'
			if columns[0] == "duration" && (text == "9223372036854775808" || text == "99999999999999999999") {
				continue // more milliseconds than Flink can wait for; taken since 2.0
			}
			compared++
			if err := typesOfFlink[columns[0]].Check(text, v); (err == nil) != takes {
				t.Errorf("%s %q: Flink %s takes it: %v, Check says: %v", columns[0], text, v, takes, err)
			}
		}
	}
	t.Logf("%d verdicts compared", compared)
}
