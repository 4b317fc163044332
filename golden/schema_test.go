package golden

import (
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// unseenByTheSchemas lists the invalid specs that the JSON Schemas take: the validator that finds them is in a module of
// its own.
const unseenByTheSchemas = "../.ci/schema-test/testdata/unseen.txt"

// What is wrong with a document's structure a schema must see, too. These it cannot.
var structureBeyondSchemas = map[string]string{
	"pod-template-unknown-field":                       "the schemas leave pod templates to Kubernetes",
	"sql-gateway-pod-field":                            "the schemas leave pod templates to Kubernetes",
	"streampark-template-replicas":                     "the schemas leave pod templates to Kubernetes",
	"streampark-template-toleration":                   "the schemas leave pod templates to Kubernetes",
	"streampark-template-unknown-field":                "the schemas leave pod templates to Kubernetes",
	"session-duplicate-key":                            "validators see the last of two keys alone",
	"streampark-database-settings-host-and-config-map": "what belongs together stands on several levels of precedence",
	"streampark-database-settings-key-of-config-map":   "what belongs together stands on several levels of precedence",
	"application-blue-green-member":                    "what belongs together stands on several levels of precedence",
	"application-parallelism-overflow":                 "the schemas state no bound that is the type's own",
	"jars-both":                                        "which members go together is said in prose",
	"jars-image-hash":                                  "which members go together is said in prose",
	"jars-path-with-url":                               "which members go together is said in prose",
}

func TestTheSchemasSeeWhatIsWrongWithTheStructure(t *testing.T) {
	structure := map[diagnostic.Rule]bool{
		diagnostic.RuleYAML: true, diagnostic.RuleUnknownField: true, diagnostic.RuleWrongType: true, diagnostic.RuleUnionMember: true,
	}
	list, err := os.ReadFile(unseenByTheSchemas)
	if err != nil {
		t.Fatal(err)
	}
	specs := maps.Collect(invalidSpecs(t))
	excused := 0
	for _, name := range strings.Fields(string(list)) {
		text, ok := specs[name]
		if !ok {
			t.Errorf("there is no invalid spec %s", name)
			continue
		}
		found := findings(t, text)
		if len(found) == 0 {
			t.Errorf("%s must have findings", name)
		}
		for _, f := range found {
			if !structure[f.Rule] {
				continue
			}
			if structureBeyondSchemas[name] == "" {
				t.Errorf("%s: generate refuses it, and the schemas do not: %v [%s]", name, f, f.Rule)
			}
			excused++
			break
		}
	}
	if excused != len(structureBeyondSchemas) {
		t.Errorf("%d specs are excused, of which only %d are needed", len(structureBeyondSchemas), excused)
	}
}
